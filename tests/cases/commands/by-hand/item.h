#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct item {
	SC_TABLE(items, postgresql(options("WITH (fillfactor = 70)")))

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char code[9];
	bool sold;
	uint8_t *raw;
};
