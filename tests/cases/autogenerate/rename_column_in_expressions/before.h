#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	SC_CHECK(users_c, "length(name) > 1")
	SC_INDEX(users_lower, on("lower(name)"), where("name <> ''"))
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char name[65];
	char *bio;
};
