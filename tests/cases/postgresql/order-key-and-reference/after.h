#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct p { SC_TABLE(p) int32_t id SC_PRIMARY_KEY; int32_t code SC_UNIQUE; int x; };
struct i { SC_TABLE(i) int32_t a SC_PRIMARY_KEY; int32_t p SC_REFERENCES(p, id); int32_t c SC_REFERENCES(p, code); };
