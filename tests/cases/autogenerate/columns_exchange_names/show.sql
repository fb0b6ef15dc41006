SELECT t.a, t.b, t.c, a__old, v.a, v.b, w.a FROM t, v, w;
