#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct t {
	SC_TABLE(t)

	int64_t id SC_PRIMARY_KEY;
	int64_t lo;
	int64_t hi SC_CHECK_COLUMN("lo < 100");
};
