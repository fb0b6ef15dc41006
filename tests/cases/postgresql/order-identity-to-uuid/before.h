#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct a { SC_TABLE(a) int64_t id SC_PRIMARY_KEY SC_IDENTITY; char *t; };
struct b { SC_TABLE(b) int64_t id SC_PRIMARY_KEY; int64_t n SC_IDENTITY; };
