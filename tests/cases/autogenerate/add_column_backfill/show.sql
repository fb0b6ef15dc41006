SELECT id, plan FROM users;
