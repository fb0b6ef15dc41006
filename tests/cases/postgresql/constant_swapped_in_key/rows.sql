insert into t values(1,1,0),(2,1,1),(3,2,-3),(4,2,0);
