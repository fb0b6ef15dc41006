#include <schemac/model.h>
#include <stdint.h>

struct foo {
	SC_TABLE(foo)
	int32_t id SC_PRIMARY_KEY;
	char *mail SC_TYPE("email");
};

SC_SCHEMA(audit)
SC_EXTENSION(pg_trgm)
SC_DOMAIN(email, "text CHECK (VALUE LIKE '%@%')")
SC_SEQUENCE(numbers, "START 5")
SC_FUNCTION("noted()", "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
SC_VIEW(foo_v, "SELECT id FROM foo")
SC_MATERIALIZED_VIEW(foo_m, "SELECT id FROM foo")
SC_TRIGGER(note, foo, "CREATE TRIGGER note BEFORE UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION noted()")
