SELECT rowid, * FROM pairs;
