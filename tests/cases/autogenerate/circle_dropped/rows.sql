INSERT INTO users VALUES (1, 'ada', NULL), (7, 'bob', 'x');
PRAGMA foreign_keys = OFF; INSERT INTO a VALUES (1, 1), (2, 2); INSERT INTO b VALUES (1, 1), (2, 2);
