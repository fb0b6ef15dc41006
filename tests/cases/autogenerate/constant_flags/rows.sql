insert into t values(1,1),(2,3),(3,7),(4,4),(5,0);
