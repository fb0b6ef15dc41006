#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) int64_t id SC_PRIMARY_KEY; int a; };
SC_VIEW(v, "SELECT * FROM t")
SC_VIEW(w, "SELECT v.*, 1 AS one FROM v")
SC_MATERIALIZED_VIEW(m, "SELECT * FROM t")
SC_VIEW(x, "SELECT a FROM t")
