#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char *forced SC_NOT_NULL;
	int loose SC_NULL;
	char *typed SC_TYPE("citext");
	int kind SC_TYPE_ON(postgresql, "smallint") SC_TYPE_ON(sqlite, "INT");
	int sum SC_GENERATED("loose + 1", stored);
	int virt SC_GENERATED("loose + 2", virtual);
	char name[9] SC_COLLATE(nocase) SC_COMMENT("what it is called") SC_NAME(full_name);
	char fresh[9] SC_RENAMED_FROM(old) SC_BACKFILL("'x'") SC_USING("fresh::text");
	int filled SC_BACKFILL(3);
	struct post *posts SC_RELATION(many, users, filled);
	size_t count SC_TRANSIENT;
};

struct counter {
	SC_TABLE(counters)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY_OPTIONS(always, start(10), increment(2), minvalue(1), maxvalue(99), cache(5), cycle);
	int32_t n SC_SERIAL;
};

struct event {
	SC_TABLE(events)
	int64_t id SC_PRIMARY_KEY SC_AUTOINCREMENT;
};
