INSERT INTO a (t) VALUES ('x'), ('y'); INSERT INTO b (id) VALUES (1);
