SELECT t, length(id::text) FROM a ORDER BY t; TABLE b;
-- no integer can be made from a UUID: the way down needs an empty table
DELETE FROM a;
