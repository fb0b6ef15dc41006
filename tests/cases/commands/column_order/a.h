#include <schemac/model.h>
struct address {
	SC_TABLE(address)
	long id SC_PRIMARY_KEY;
	char *street;
};
