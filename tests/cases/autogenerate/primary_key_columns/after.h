#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct pair {
	SC_TABLE(pairs)
	SC_PRIMARY_KEY_ON(b, a)
	int64_t a;
	int64_t b;
};
