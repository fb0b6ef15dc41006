INSERT INTO t VALUES (1, '5', 'x'), (2, '7', 'yy');
