struct a {
	SC_TABLE(a)
	long id SC_PRIMARY_KEY;
};
#include <schemac/model.h>
struct b {
	SC_TABLE(b)
	long id SC_PRIMARY_KEY;
};
