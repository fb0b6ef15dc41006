#include <schemac/model.h>
#include <stdint.h>

enum state {
	SC_ENUM(state)
	OPEN SC_VALUE("open"),
	PAID SC_VALUE("paid")
};

struct customer {
	SC_TABLE(customers)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char name[65];
	enum state state SC_DEFAULT(OPEN);
	int32_t points SC_DEFAULT(0);
};
