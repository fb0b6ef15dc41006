#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct other { SC_TABLE(others) int64_t id SC_PRIMARY_KEY SC_IDENTITY; };
