SELECT * FROM users; SELECT * FROM log;
