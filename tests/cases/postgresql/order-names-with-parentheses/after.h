#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) int64_t id SC_PRIMARY_KEY; };

SC_VIEW("v(x)", "SELECT 1 AS a")
SC_SEQUENCE("q(x)", "START 5")
SC_DOMAIN("d(x)", "integer CHECK (VALUE > 0)")
SC_DOMAIN(d, "integer")
