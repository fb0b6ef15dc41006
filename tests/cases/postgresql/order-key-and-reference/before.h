#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct p { SC_TABLE(p) int32_t id; int32_t code; int x; };
