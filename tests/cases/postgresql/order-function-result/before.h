#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	SC_INDEX(t_i, on("g(n)"))
	SC_CHECK(t_c, "g(n) > 0")
	int64_t id SC_PRIMARY_KEY;
	int32_t n SC_DEFAULT("f()");
	int32_t d SC_GENERATED("g(n)", stored) SC_NULL;
};
SC_FUNCTION("f()", "CREATE FUNCTION f() RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$")
SC_FUNCTION("g(integer)", "CREATE FUNCTION g(x integer) RETURNS integer LANGUAGE sql IMMUTABLE AS $$ SELECT x $$")
SC_DOMAIN(dom, "integer CHECK (g(VALUE) > 0)")
struct u { SC_TABLE(u) int64_t id SC_PRIMARY_KEY; char *v SC_TYPE("dom") SC_NULL; };
SC_FUNCTION("h(integer)", "CREATE FUNCTION h(x integer) RETURNS integer LANGUAGE sql IMMUTABLE RETURN g(x)")
SC_VIEW(v, "SELECT g(n) AS g, f() AS f FROM t")
