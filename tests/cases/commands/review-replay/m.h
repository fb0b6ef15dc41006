#include <schemac/model.h>

struct a {
	SC_TABLE(a)

	long id SC_PRIMARY_KEY;
};
