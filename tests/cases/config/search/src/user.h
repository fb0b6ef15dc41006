#include <schemac/model.h>

struct user {
	SC_TABLE(users)
	int id SC_PRIMARY_KEY;
};
