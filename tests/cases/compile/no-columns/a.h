#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	size_t count SC_TRANSIENT;
};

SC_TABLE_ONLY(nothing)
