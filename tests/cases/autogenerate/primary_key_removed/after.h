#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct pair {
	SC_TABLE(pairs)
	int64_t a;
	int64_t b;
};
