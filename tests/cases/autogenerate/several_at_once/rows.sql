INSERT INTO users VALUES (1, 'xx', 'b', 'c1'), (2, NULL, NULL, 'c2');
