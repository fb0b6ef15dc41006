#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	SC_INDEX(t_i, on("g(n::integer)"))
	SC_CHECK(t_c, "g(n::integer) > 0")
	int64_t id SC_PRIMARY_KEY;
	int64_t n SC_DEFAULT("f()");
	int32_t d SC_GENERATED("g(n::integer)", stored) SC_NULL;
};
SC_FUNCTION("f()", "CREATE FUNCTION f() RETURNS bigint LANGUAGE sql AS $$ SELECT 1 $$")
SC_FUNCTION("g(integer)", "CREATE FUNCTION g(y integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT y $$")
SC_DOMAIN(dom, "integer CHECK (g(VALUE) > 0)")
struct u { SC_TABLE(u) int64_t id SC_PRIMARY_KEY; char *v SC_TYPE("dom") SC_NULL; };
SC_FUNCTION("h(integer)", "CREATE FUNCTION h(x integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN g(x)")
SC_VIEW(v, "SELECT g(n::integer) AS g, f() AS f FROM t")

SC_FUNCTION("g(bigint)", "CREATE FUNCTION g(y bigint) RETURNS bigint LANGUAGE sql IMMUTABLE AS $$ SELECT y $$")
