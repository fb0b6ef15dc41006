INSERT INTO users VALUES (1, 'xx'), (2, 'x'), (3, NULL);
