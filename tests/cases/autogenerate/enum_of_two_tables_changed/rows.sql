INSERT INTO users VALUES (1, 'new'), (2, 'old'); INSERT INTO posts VALUES (1, 'old', NULL);
