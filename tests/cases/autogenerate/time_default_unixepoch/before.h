#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct e {
	SC_TABLE(e)

	int64_t id SC_PRIMARY_KEY;
	char *note;
};

struct s {
	SC_TABLE(s, strict)

	int64_t id SC_PRIMARY_KEY;
	char *note;
};
