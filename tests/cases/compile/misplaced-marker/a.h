#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	SC_PRIMARY_KEY int64_t id;
	char SC_UNIQUE name[65];
	int age SC_INDEX(users_age_idx, on(age));
	SC_ENUM(status)
};

SC_UNIQUE_KEY(users_key, name)
extern int counter SC_NOT_NULL;
