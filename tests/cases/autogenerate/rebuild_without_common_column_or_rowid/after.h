#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>
#include <time.h>

struct t {
	SC_TABLE(t)

	int64_t *a SC_DEFAULT("7");
	int64_t *b;
};

struct u {
	SC_TABLE(u)

	char *rowid;
	char *name SC_GENERATED("'n' || rowid", virtual);
	char *kind SC_NOT_NULL SC_DEFAULT("'x'");
};
