#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct user {
	SC_TABLE(users) SC_INDEX(users_by_name, on(name))
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char name[65];
	char *bio;
};
