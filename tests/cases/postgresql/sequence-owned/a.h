#include <schemac/model.h>
#include <stdint.h>

struct t { SC_TABLE(t) int32_t id SC_PRIMARY_KEY; };
struct u { SC_TABLE(u) int32_t id SC_PRIMARY_KEY; int32_t n SC_DEFAULT("nextval('q')"); };
SC_SEQUENCE(q, "START 5")
