#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

enum state {
	SC_ENUM(state)
	OLD SC_VALUE("old"),
	NEW SC_VALUE("new")
};
struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	enum state state SC_DEFAULT(NEW);
};
