#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct user { SC_TABLE(users) int64_t id SC_PRIMARY_KEY SC_IDENTITY; char d[9] SC_RENAMED_FROM(a) SC_NOT_NULL SC_BACKFILL("'?'"); char c[9] SC_UNIQUE; int32_t n SC_DEFAULT(3); };
