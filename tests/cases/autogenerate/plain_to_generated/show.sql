SELECT id, up FROM users;
