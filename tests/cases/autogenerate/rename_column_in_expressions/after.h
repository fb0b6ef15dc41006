#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	SC_CHECK(users_c, "length(nick) > 1")
	SC_INDEX(users_lower, on("lower(nick)"), where("nick <> ''"))
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char nick[65] SC_RENAMED_FROM(name);
	char *bio;
};
