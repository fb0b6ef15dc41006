select * from t; select * from u;
