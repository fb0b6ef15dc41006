#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#include "missing.h"

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
};
