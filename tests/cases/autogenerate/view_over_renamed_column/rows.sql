INSERT INTO users VALUES (1, 'ada', NULL), (7, 'bob', 'x');
