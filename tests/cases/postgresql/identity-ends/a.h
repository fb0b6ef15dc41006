#include <schemac/model.h>
#include <stdint.h>

struct a { SC_TABLE(a) int64_t id SC_PRIMARY_KEY SC_IDENTITY; char *t SC_NULL; };
struct b { SC_TABLE(b) int32_t id SC_PRIMARY_KEY; int32_t n SC_IDENTITY; };
struct c { SC_TABLE(c) int32_t id SC_PRIMARY_KEY; int32_t n SC_IDENTITY; };
struct d { SC_TABLE(d) int32_t id SC_PRIMARY_KEY; int32_t *n; };
