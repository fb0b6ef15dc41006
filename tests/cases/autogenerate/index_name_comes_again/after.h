#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct user { SC_TABLE(people) SC_INDEX(i, on(a)) int64_t id SC_PRIMARY_KEY SC_IDENTITY; char *a; char *z;  };
