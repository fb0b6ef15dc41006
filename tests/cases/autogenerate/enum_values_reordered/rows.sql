INSERT INTO users VALUES (1, 'new'), (2, 'old');
