UPDATE users SET bio = 'w' WHERE id = 1; SELECT what FROM log;
