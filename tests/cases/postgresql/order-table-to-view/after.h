#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

SC_SCHEMA(x)
struct d { SC_TABLE(x.t_data) int64_t id SC_PRIMARY_KEY; char *name; };
SC_VIEW(x.data, "SELECT id, name FROM x.t_data")
SC_VIEW(x.q, "SELECT id, name FROM x.data")
