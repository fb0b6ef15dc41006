#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	SC_INDEX(users_name_idx, on(name), concurrently)

	int64_t id SC_PRIMARY_KEY;
	char name[20];
	char *email;
};
