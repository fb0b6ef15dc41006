#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	int64_t key SC_PRIMARY_KEY SC_RENAMED_FROM(id);
	char name[65];
	char *bio;
};
struct post {
	SC_TABLE(posts)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	int64_t author_id SC_REFERENCES(users, key, on_delete(cascade));
	char title[81];
};
