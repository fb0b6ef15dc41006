INSERT INTO users VALUES (1, 'ada', NULL, '007'), (7, 'bob', 'x', '12');
