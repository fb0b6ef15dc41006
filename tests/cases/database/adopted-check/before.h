#include <schemac/model.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	SC_CHECK(c1, "lo < 100")

	int64_t id SC_PRIMARY_KEY;
	int64_t lo;
	int64_t *hi;
};

struct u {
	SC_TABLE(u)

	int64_t id SC_PRIMARY_KEY;
	int64_t *hi SC_CHECK_COLUMN("hi < 100");
};
