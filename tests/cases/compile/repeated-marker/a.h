#include <schemac/model.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <time.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	int age SC_DEFAULT(1) SC_DEFAULT(2);
	int64_t up SC_REFERENCES(users, id, on_delete(cascade), on_delete(restrict));
};
