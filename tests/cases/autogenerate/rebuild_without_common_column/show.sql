SELECT * FROM t; SELECT rowid, * FROM u;
