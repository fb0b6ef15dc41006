#include <schemac/model.h>
#include <stdint.h>

enum state {
	SC_ENUM(state)
	NEW SC_VALUE("new"),
	OLD SC_VALUE("old"),
	LOST SC_VALUE("lost")
};
struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	enum state state;
};
struct post {
	SC_TABLE(posts)
	int64_t id SC_PRIMARY_KEY;
	enum state state SC_NULL;
	enum state before SC_NULL;
};
