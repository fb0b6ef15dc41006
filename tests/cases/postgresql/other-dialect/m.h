#include <schemac/model.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	SC_INDEX(t_a, on(a))

	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char *a;
};
