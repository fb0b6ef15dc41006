#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) int64_t id SC_PRIMARY_KEY; };

SC_SCHEMA(_v)
SC_FUNCTION("a1(integer)", "CREATE FUNCTION a1(a int) RETURNS int LANGUAGE sql IMMUTABLE RETURN g(a)")
SC_FUNCTION("g(integer)", "CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql IMMUTABLE RETURN a + 1")
SC_FUNCTION("g(text)", "CREATE FUNCTION g(a text) RETURNS text LANGUAGE sql IMMUTABLE RETURN a")
SC_FUNCTION("_v.register(text)", "CREATE FUNCTION _v.register(text) RETURNS text LANGUAGE sql AS 'SELECT _v.register($1, NULL)'")
SC_FUNCTION(_v."register(text, text[])", "CREATE FUNCTION _v.register(a text, b text[]) RETURNS text LANGUAGE sql AS 'SELECT $1'")
SC_VIEW(v, "SELECT id FROM t")
SC_FUNCTION("b()", "CREATE FUNCTION b() RETURNS TABLE(x bigint) LANGUAGE sql AS $$SELECT id FROM v$$")
SC_FUNCTION("c(bigint)", "CREATE FUNCTION c(n bigint) RETURNS bigint LANGUAGE sql AS $$SELECT c(n::text)$$")
SC_FUNCTION("c(text)", "CREATE FUNCTION c(n text) RETURNS bigint LANGUAGE sql AS $$SELECT length(n)$$")
