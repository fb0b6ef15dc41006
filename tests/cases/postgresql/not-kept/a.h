#include <schemac/model.h>
#include <stdint.h>

struct foo {
	SC_TABLE(foo)
	int32_t id SC_PRIMARY_KEY;
	char *val;
};

SC_VIEW(foo_v, "SELECT id, val FROM foo")
