#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct a {
	SC_TABLE(a)
	int64_t id SC_PRIMARY_KEY;
};

struct b {
	SC_TABLE(b)
	char a_id[37] SC_REFERENCES(a, id);
	int32_t small_id SC_REFERENCES(a, id);
};
