SELECT * FROM posts;
