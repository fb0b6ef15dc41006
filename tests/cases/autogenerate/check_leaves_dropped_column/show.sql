SELECT * FROM t; SELECT sql LIKE '%CHECK (lo < 100)%' FROM sqlite_schema WHERE name = 't';
