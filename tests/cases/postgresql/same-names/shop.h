#include <schemac/model.h>
#include <stdint.h>

struct orders {
	SC_TABLE(orders)

	int64_t id SC_PRIMARY_KEY;
	int32_t n SC_DEFAULT(0);
};

struct items {
	SC_TABLE(items)

	int64_t id SC_PRIMARY_KEY;
	int32_t n SC_DEFAULT(0);
};

SC_FUNCTION("touch()", "CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.n := NEW.n + 1; RETURN NEW; END $$")
SC_TRIGGER(touch, orders, "BEFORE UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION touch()")
