#include <schemac/model.h>
#include <stdint.h>

enum state {
	SC_ENUM(state)
	NEW SC_VALUE("new"),
	ACTIVE SC_VALUE("active"),
	ANCIENT SC_VALUE("ancient", renamed_from("old"))
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
