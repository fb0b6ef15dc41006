#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

#define WITH_DEFAULT(x) SC_DEFAULT(x)

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	char *bio WITH_DEFAULT(NULL);
};
