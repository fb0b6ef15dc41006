#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	SC_INDEX(users_name_idx, on(name))
	int64_t id SC_PRIMARY_KEY;
	char email[81] SC_UNIQUE;
	char name[65];
	char *bio;
};

struct note {
	SC_TABLE(notes)
	int64_t id SC_PRIMARY_KEY;
	int64_t author SC_REFERENCES(users, id, on_delete(cascade));
	char *body;
};
