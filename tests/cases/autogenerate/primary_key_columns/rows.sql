INSERT INTO pairs VALUES (1, 2), (3, 4);
