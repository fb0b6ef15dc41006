#if id, on_delete(set_null));
	zchar title[81] SC_GENERATED("upper('x')", stored);
};
SC_TABLE_ONLY(marks, column(id, "integer", primary_key), column(mark, "text", not_null, default("''"), check("length(mark) < 9")), index(on(mark)))
SC_VIEW(active_users, "SELECT * FROM users")
SC_TRIGGER(touch, users$ sqli("CteREATE TRIGGER touch AFTE/* c */
R UPDATE O#ifndef COND_H
#define COND_H
#include <sc