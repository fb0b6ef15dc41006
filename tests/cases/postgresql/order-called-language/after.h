#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) int64_t id SC_PRIMARY_KEY; };

struct language { SC_TABLE(language) int64_t id SC_PRIMARY_KEY; };
struct person { SC_TABLE(person) int64_t id SC_PRIMARY_KEY; };
SC_FUNCTION("ok(text)", "CREATE FUNCTION ok(text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 <> 'x' $$")
SC_FUNCTION("n()", "CREATE FUNCTION n() RETURNS bigint LANGUAGE plpgsql AS $$ BEGIN RETURN (SELECT count(*) FROM person); END $$")
struct thing { SC_TABLE(thing) int64_t id SC_PRIMARY_KEY; char *p SC_CHECK_COLUMN("ok(p)"); int64_t c SC_DEFAULT("n()"); };
