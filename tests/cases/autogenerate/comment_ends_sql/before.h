#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct t {
	SC_TABLE(t)

	int64_t id SC_PRIMARY_KEY;
	int a;
};
