#include "kinds.h"
#include <schemac/model.h>
struct b {
	SC_TABLE(b)
	long id SC_PRIMARY_KEY;
	enum kind *kind SC_DEFAULT(KIND_B);
};
