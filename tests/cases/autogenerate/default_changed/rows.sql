INSERT INTO users VALUES (1, 'ada', NULL, 5), (7, 'bob', 'x', 6);
