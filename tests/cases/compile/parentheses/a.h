#include <schemac/model.h>

struct a {
	SC_TABLE(a)
	int id SC_PRIMARY_KEY();
	int b SC_NULL(1) SC_INDEXED;
	int c SC_UNIQUE(deferrable) SC_DEFAULT;
	int d SC_COMMENT, e SC_UNIQ(e);
};

struct b {
	SC_TABLE
	int id SC_PRIMARY_KEY;
};

SC_VIEW
