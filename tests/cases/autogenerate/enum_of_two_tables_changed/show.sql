SELECT id, state FROM users UNION ALL SELECT id, state FROM posts;
