#include <schemac/model.h>
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
	char name[65];
	char *bio;
	enum state state;
};
