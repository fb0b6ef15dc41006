#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) SC_INDEX(t_a, on(a), using(gin), opclass("s.gin_trgm_ops")) int64_t id SC_PRIMARY_KEY; char *a SC_NULL; };
SC_SCHEMA(s)
SC_EXTENSION(pg_trgm, "SCHEMA s")
