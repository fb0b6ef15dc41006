#include <schemac/model.h>

struct t {
	SC_TABLE(t)
	long id SC_PRIMARY_KEY;
};
