#include <schemac/model.h>
struct a {
	SC_TABLE(things)
	int id SC_PRIMARY_KEY;
};
