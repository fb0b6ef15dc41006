SELECT * FROM o; SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'schemac%' ORDER BY 2;
