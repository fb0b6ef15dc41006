SELECT * FROM e; SELECT typeof(at), typeof(day) FROM e;
