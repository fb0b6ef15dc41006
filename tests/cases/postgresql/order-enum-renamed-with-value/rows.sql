INSERT INTO users VALUES (1, 'FOO'), (2, 'B');
