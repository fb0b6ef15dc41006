#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	SC_PRIMARY_KEY_ON(users_pkey, a, b)
	SC_UNIQUE_KEY(users_c_key, c, d, deferrable, initially_deferred, nulls_not_distinct, comment("once"))
	SC_UNIQUE_KEY((d))
	SC_FOREIGN_KEY(users_fk, (c, d), users, (a, b), on_delete(set_null), on_update(restrict), match(full),
		deferrable, initially_deferred, not_valid, comment("up"))
	SC_FOREIGN_KEY((d, c), users)
	SC_CHECK(users_check, "a > 0", not_valid)
	SC_CHECK("b > 0")
	SC_CHECK(users_check2, "a", sqlite("b"))
	SC_EXCLUDE(users_ex, "USING gist (c WITH =)", deferrable)
	int a;
	int b;
	int *c SC_UNIQUE;
	int *d SC_REFERENCES(users, d, name(users_d_fk), on_delete(cascade)) SC_CHECK_COLUMN("d > 0", name(users_d));
};

struct pair {
	SC_TABLE(pairs)
	int left SC_PRIMARY_KEY;
	int right SC_PRIMARY_KEY;
};
