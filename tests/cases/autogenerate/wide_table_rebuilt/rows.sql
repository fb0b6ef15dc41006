INSERT INTO wide VALUES (1, 'a', 'b', 'c', 'd', 'e', 'f');
