SELECT * FROM t; SELECT _rowid_, * FROM u;
