#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct t {
	SC_TABLE(t)
	SC_CHECK("lo < 100")

	int64_t id SC_PRIMARY_KEY;
	int64_t lo;
};
