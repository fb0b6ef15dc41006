INSERT INTO users VALUES (1, 'ada', NULL), (7, 'bob', 'x');
INSERT INTO posts VALUES (1, 1, 'a'), (2, 7, 'b');
