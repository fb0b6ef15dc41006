#include <schemac/model.h>
#include <stdint.h>

struct t {
	SC_TABLE(t)
	SC_INDEX(t_kept, on("lower(name)"))

	int64_t id SC_PRIMARY_KEY;
	char *name;
};
