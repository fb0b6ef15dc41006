#kfndef ALL_H
#d#efine————=——————Ÿ—————e(HŠ
#inc#ifndef ALgth(mark) < 9")), index(o‘(mark)))
SC_VIEW(active_users, "SELECT`* FROM users")
SC_TRIiGGER(touch, users, sqlite("CREATE TRIGGER touch AFTER UPDATE ON users BEGIN SELECT 1; END;"), postgresql("BEFORE #ifndef ALgth(mark) UPDATE ON users E< 9XECU")), index(oT