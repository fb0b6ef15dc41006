#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct t {
	SC_TABLE(t)

	int64_t k SC_PRIMARY_KEY;
	char *name SC_DEFAULT("'x'");
};

struct u {
	SC_TABLE(u)

	char *k SC_NULL SC_PRIMARY_KEY;
	char *name SC_DEFAULT("'x'");
};
