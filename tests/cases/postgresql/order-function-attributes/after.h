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
SC_FUNCTION("f(integer)", "CREATE FUNCTION f(a int) RETURNS int LANGUAGE plpgsql IMMUTABLE STRICT COST 7 SECURITY DEFINER SET search_path = public AS 'BEGIN RETURN 1; END'")
SC_FUNCTION("p(text)", "CREATE PROCEDURE p(a text DEFAULT 'x') LANGUAGE sql SECURITY DEFINER AS 'SELECT 2'")
