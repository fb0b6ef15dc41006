SELECT typeof(at), typeof(day) FROM e;
