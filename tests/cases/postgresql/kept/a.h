#include <schemac/model.h>
#include <stdint.h>

enum mood {
	SC_ENUM(mood)
	MOOD_A SC_VALUE("a"),
	MOOD_B SC_VALUE("b")
};

struct foo {
	SC_TABLE(foo)
	SC_INDEX(foo_lower, on("lower(val)"))
	int32_t id SC_PRIMARY_KEY;
	char *val;
	enum mood mood;
	char *mail SC_TYPE("email") SC_NULL;
	int32_t doubled SC_GENERATED("id * 2", stored);
};

SC_DOMAIN(email, "text CHECK (VALUE LIKE '%@%')")
SC_VIEW(foo_v, "SELECT id, val FROM foo")
SC_MATERIALIZED_VIEW(foo_m, "SELECT id, val FROM foo")
SC_FUNCTION("g()", "CREATE FUNCTION g() RETURNS integer LANGUAGE sql SECURITY DEFINER AS $$ SELECT 1 $$")
SC_FUNCTION("noted()", "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
SC_TRIGGER(note, foo, "CREATE TRIGGER note BEFORE UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION noted()")
