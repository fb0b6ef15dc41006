insert into t values(1,0),(2,1),(3,2); insert into u values(1,null),(2,1),(3,2);
