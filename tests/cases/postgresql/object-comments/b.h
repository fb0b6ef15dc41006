#include <schemac/model.h>
#include <stdint.h>

struct foo {
	SC_TABLE(foo)
	int32_t id SC_PRIMARY_KEY;
	char *mail SC_TYPE("email");
};

SC_SCHEMA(audit, comment("it's of SCHEMA"))
SC_EXTENSION(pg_trgm, comment("of EXTENSION"))
SC_DOMAIN(email, "text CHECK (VALUE LIKE '%@%')", comment("of DOMAIN"))
SC_SEQUENCE(numbers, "START 5", comment("of SEQUENCE"))
SC_FUNCTION("noted()", "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$", comment("of FUNCTION"))
SC_VIEW(foo_v, "SELECT id FROM foo", comment("of VIEW"))
SC_MATERIALIZED_VIEW(foo_m, "SELECT id FROM foo", comment("of MATERIALIZED_VIEW"))
SC_TRIGGER(note, foo, "CREATE TRIGGER note BEFORE UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION noted()", comment("of TRIGGER"))
