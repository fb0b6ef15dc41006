INSERT INTO users VALUES (1, 'ada'), (7, 'bob');
