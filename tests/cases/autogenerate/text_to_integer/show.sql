SELECT id, typeof(n), n FROM users;
