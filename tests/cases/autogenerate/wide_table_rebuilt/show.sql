SELECT * FROM wide;
