#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

enum state {
	SC_ENUM(state)
	NEW SC_VALUE("new"),
	OLD SC_VALUE("old"),
	GONE SC_VALUE("gone")
};
struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	enum state state SC_DEFAULT(NEW);
};
