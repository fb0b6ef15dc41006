#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct pair {
	SC_TABLE(pairs)
	int64_t a SC_PRIMARY_KEY;
	int64_t b;
};
