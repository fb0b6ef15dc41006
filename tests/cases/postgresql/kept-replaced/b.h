#include <schemac/model.h>
#include <stdint.h>

struct foo {
	SC_TABLE(foo)
	int32_t id SC_PRIMARY_KEY;
	int32_t n;
};

SC_VIEW(plain, "SELECT id, n FROM foo")
SC_VIEW(declared, "CREATE VIEW declared AS SELECT id, n FROM foo")
SC_FUNCTION("noted()", "CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$")
SC_TRIGGER(note, foo, "CREATE TRIGGER note BEFORE INSERT OR UPDATE ON foo FOR EACH ROW EXECUTE FUNCTION noted()")
