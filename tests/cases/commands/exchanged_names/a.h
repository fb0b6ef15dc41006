#include <schemac/model.h>
struct t {
	SC_TABLE(t)
	long id SC_PRIMARY_KEY;
	char *a;
	char *b;
	int x;
	int y;
	int z;
};
