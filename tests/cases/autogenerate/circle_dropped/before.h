#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char name[65];
	char *bio;
};
struct a {
	SC_TABLE(a)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	int64_t b SC_NULL SC_REFERENCES(b, id, on_delete(restrict));
};
struct b {
	SC_TABLE(b)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	int64_t a SC_NULL SC_REFERENCES(a, id, on_delete(cascade));
};
