SELECT * FROM t; SELECT sql FROM sqlite_schema WHERE name = 't';
