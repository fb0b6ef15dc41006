SELECT relname, attname FROM pg_attribute JOIN pg_class c ON c.oid = attrelid WHERE relname IN ('v', 'w', 'm', 'x') AND attnum > 0 ORDER BY 1, attnum
