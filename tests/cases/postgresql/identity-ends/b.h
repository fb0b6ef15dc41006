#include <schemac/model.h>
#include <stdint.h>

struct a { SC_TABLE(a) char *id SC_TYPE("uuid") SC_NOT_NULL SC_PRIMARY_KEY SC_DEFAULT("gen_random_uuid()") SC_USING("gen_random_uuid()"); char *t SC_NULL; };
struct b { SC_TABLE(b) int32_t id SC_PRIMARY_KEY; int32_t *n; };
struct c { SC_TABLE(c) int32_t id SC_PRIMARY_KEY; int32_t n SC_DEFAULT(5); };
struct d { SC_TABLE(d) int32_t id SC_PRIMARY_KEY; int32_t n SC_IDENTITY SC_BACKFILL("id"); };
