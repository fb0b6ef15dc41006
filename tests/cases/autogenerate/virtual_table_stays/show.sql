SELECT * FROM pages;
