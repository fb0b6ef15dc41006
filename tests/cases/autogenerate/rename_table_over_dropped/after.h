#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct b { SC_TABLE(b, renamed_from(a)) int64_t id SC_PRIMARY_KEY SC_IDENTITY; int32_t v; };
