#include <schemac/model.h>

struct base {
	SC_TABLE(base)
	SC_CHECK(positive, "a > 0", no_inherit)

	int id SC_PRIMARY_KEY;
	int a SC_CHECK_COLUMN("a < 100", no_inherit);
};
