#include <schemac/model.h>
#include <stdint.h>

SC_EXTENSION(hstore, postgresql("VERSION '1.4'"))
SC_DOMAIN(price, postgresql("NUMERIC(8,2) CHECK (VALUE >= 0)"))

enum item_state {
	SC_ENUM(item_state)
	ITEM_NEW SC_VALUE("new"),
	ITEM_SOLD SC_VALUE("sold")
};

struct item {
	SC_TABLE(items)
	int64_t id SC_PRIMARY_KEY;
	char *extra SC_TYPE_ON(postgresql, "hstore") SC_TYPE_ON(sqlite, "TEXT");
	char price[12] SC_TYPE_ON(postgresql, "price") SC_TYPE_ON(sqlite, "NUMERIC") SC_DEFAULT("1");
	enum item_state state SC_DEFAULT(ITEM_NEW);
	char code[9] SC_UNIQUE;
};
