select * from t order by id
