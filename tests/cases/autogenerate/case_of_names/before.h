#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char name[65];
	char *bio;
};
struct post { SC_TABLE(posts) SC_INDEX(posts_u, on(u)) int64_t id SC_PRIMARY_KEY SC_IDENTITY; int64_t u SC_REFERENCES(users, id); };
