SELECT * FROM t; SELECT count(*) FROM v2;
