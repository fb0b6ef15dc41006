#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

SC_SQL_FILE("objects.sql")
SC_SQL_FILE("gone.sql")
SC_FUNCTION(f, "RETURNS integer")
