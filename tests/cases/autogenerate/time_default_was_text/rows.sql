INSERT INTO e (id, note) VALUES (1, 'x'); UPDATE e SET at = '2026-11-30 18:43:50', day = '2026-11-30'; INSERT INTO e VALUES (2, 'y', 77, 'not a time'), (3, 'z', 78, NULL);
