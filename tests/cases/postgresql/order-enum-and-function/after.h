#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct t { SC_TABLE(t) int64_t id SC_PRIMARY_KEY; };

enum mood_t { SC_ENUM(mood_t) R_A SC_VALUE("A"), R_B SC_VALUE("B") };
struct u {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	enum mood_t k SC_DEFAULT("a_mood()");
	char *note SC_CHECK_COLUMN("is_b(k) OR note <> ''");
};
SC_FUNCTION("a_mood()", "CREATE FUNCTION a_mood() RETURNS mood_t LANGUAGE sql IMMUTABLE AS $$ SELECT 'A'::mood_t $$")
SC_FUNCTION("is_b(mood_t)", "CREATE FUNCTION is_b(mood_t) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$ SELECT $1 = 'B' $$")
SC_FUNCTION("aa_all(mood_t[])", "CREATE FUNCTION aa_all(VARIADIC m mood_t[]) RETURNS SETOF mood_t LANGUAGE sql IMMUTABLE AS $$ SELECT unnest(m) $$")
SC_DOMAIN(a_domain, "mood_t CHECK (is_b(VALUE) OR VALUE = 'A')")
