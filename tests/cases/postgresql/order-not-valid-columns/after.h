#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct p { SC_TABLE(p) int32_t id SC_PRIMARY_KEY; };
struct c { SC_TABLE(c) SC_FOREIGN_KEY(fk, (y), p, (id)) int32_t x; int32_t y; };
