INSERT INTO users VALUES (1, 'xx'), (2, NULL);
