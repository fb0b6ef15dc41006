#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users, schema(app), comment("People"), renamed_from(members), sqlite(strict, without_rowid),
		postgresql(unlogged, options("WITH (fillfactor=70)")))
	int64_t id SC_PRIMARY_KEY;
	double score;
	bool active;
};

struct odd {
	SC_TABLE("Order Details", strict, without_rowid, unlogged, options("-- none"))
	int64_t id SC_NAME("Order ID") SC_PRIMARY_KEY;
};
