#include <schemac/model.h>
#include <stdbool.h>
#include <stdint.h>

struct person {
	SC_TABLE(people, renamed_from(users))
	int64_t id SC_PRIMARY_KEY SC_IDENTITY;
	char name[65];
	char *bio;
};
SC_VIEW(names, "SELECT id, name FROM people")
