SELECT id, at > '2000' FROM users;
