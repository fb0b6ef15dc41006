#include <schemac/model.h>
#include <stdint.h>
struct d {
	SC_TABLE(d)
	SC_CHECK(d_ck, "a <> ''")
	int64_t id SC_PRIMARY_KEY;
	char *a SC_DEFAULT("'x'");
};
