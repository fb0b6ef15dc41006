#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct a {
	SC_TABLE(a)
	char *id SC_TYPE("uuid") SC_NOT_NULL SC_PRIMARY_KEY SC_DEFAULT("gen_random_uuid()") SC_USING("gen_random_uuid()");
	char *t;
};
struct b { SC_TABLE(b) int64_t id SC_PRIMARY_KEY; int64_t *n; };
