#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) int64_t id SC_PRIMARY_KEY; int a; int old; };
SC_VIEW(v, "SELECT id, a FROM t WHERE old > 0")
SC_VIEW(w, "SELECT id FROM v")
