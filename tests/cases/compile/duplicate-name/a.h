#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	SC_INDEX(idx, on(id))
	SC_CHECK(rule, "id > 0")
	SC_CHECK(rule, "id > 1")
	int64_t id SC_PRIMARY_KEY;
};

struct post {
	SC_TABLE(posts)
	SC_INDEX(idx, on(id))
	SC_INDEX(users, on(id))
	int64_t id SC_PRIMARY_KEY;
};

enum a { SC_ENUM(kind) A };
enum b { SC_ENUM(kind) B };

SC_VIEW(v, "SELECT 1")
SC_VIEW(v, "SELECT 2")
