#include "kinds.h"
#include <schemac/model.h>
#define DEFAULT_PORT 80
struct a {
	SC_TABLE(a)
	long id SC_PRIMARY_KEY;
	enum kind kind;
	enum { ANON_X, ANON_Y } anonymous SC_NULL;
	int port SC_DEFAULT(DEFAULT_PORT);
	enum kind name SC_TYPE("text");
};
