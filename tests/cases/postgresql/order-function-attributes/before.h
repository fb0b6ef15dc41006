#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	SC_INDEX(t_i, on("f(b)"))
	int64_t id SC_PRIMARY_KEY;
	int32_t a SC_DEFAULT("f(1)");
	int32_t b SC_CHECK_COLUMN("f(b) > 0");
};
SC_FUNCTION("f(integer)", "CREATE FUNCTION f(a int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1'")
SC_FUNCTION("p(text)", "CREATE PROCEDURE p(a text) LANGUAGE sql AS 'SELECT 1'")
