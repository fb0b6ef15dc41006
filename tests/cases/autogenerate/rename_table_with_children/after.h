#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct person {
	SC_TABLE(people, renamed_from(users))
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char name[65];
	char *bio;
};
struct post {
	SC_TABLE(posts)
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	int64_t author_id SC_REFERENCES(people, id, on_delete(cascade));
	char title[81];
};
