#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) int64_t id SC_PRIMARY_KEY; };

SC_VIEW(v1, "SELECT id FROM t -- all of them")
SC_VIEW(v2, "SELECT id FROM t WHERE id > 0 -- the positive ones\n-- and no others")
SC_DOMAIN(d, "integer -- nothing else")
