#include <schemac/model.h>
struct e {
	SC_TABLE(e),
	int id;
};
