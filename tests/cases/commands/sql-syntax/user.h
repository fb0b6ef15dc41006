#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	SC_CHECK(users_age_check, "age > 0")

	int64_t id SC_PRIMARY_KEY;
	int32_t age;
};
