#include <schemac/model.h>
struct b {
	SC_TABLE(parts)
	int id SC_PRIMARY_KEY;
};
