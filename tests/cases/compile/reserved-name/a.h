#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(user)
	int64_t id SC_PRIMARY_KEY;
	int64_t order;
};
