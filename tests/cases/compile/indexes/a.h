#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	SC_INDEX(users_a, on(a, desc(b), "lower(c)"))
	SC_INDEX(users_b, unique, on(desc(b, nulls_last), asc(a, nulls_first)), where("a IS NOT NULL"))
	SC_INDEX(users_c, on(c), using(gin), opclass(gin_trgm_ops), with("fastupdate=off"), concurrently, comment("x"))
	SC_INDEX(users_d, on(nulls_first(a), asc(c, collate("de_DE"), opclass(text_pattern_ops))), include(b, c))
	SC_INDEX(on(a, b), nulls_not_distinct, unique)
	SC_INDEX(users_e, on("Odd name"), where("b > 0"))
	SC_INDEX(users_f, on(a), using(btree), sqlite(where("a > 1")))
	int64_t id SC_PRIMARY_KEY;
	int *a SC_INDEXED;
	int b;
	char c[33];
	int odd SC_NAME("Odd name");
};
