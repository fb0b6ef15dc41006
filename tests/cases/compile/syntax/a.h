#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	= = what this is;
};
