INSERT INTO users VALUES (1, 'ada', NULL, NULL), (7, 'bob', 'x', 1);
