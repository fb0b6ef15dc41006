#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) int64_t id SC_PRIMARY_KEY; };

struct u {
	SC_TABLE(users)
	SC_CHECK("name_of(users) <> ''")
	int64_t id SC_PRIMARY_KEY;
	int64_t place SC_DEFAULT("next_place()");
};
SC_FUNCTION("name_of(users)", "CREATE FUNCTION name_of(u users) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT u.id::text || u.place $$")
SC_FUNCTION("next_place()", "CREATE FUNCTION next_place() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT coalesce(max(place), 0) + 1 FROM users $$")
SC_FUNCTION("even(int)", "CREATE FUNCTION even(n int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT n = 0 OR odd(n - 1) $$")
SC_FUNCTION("odd(int)", "CREATE FUNCTION odd(n int) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT n <> 0 AND even(n - 1) $$")
