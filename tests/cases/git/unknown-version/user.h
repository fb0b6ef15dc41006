#include <schemac/model.h>

#include <stdint.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	char name[65];
};
