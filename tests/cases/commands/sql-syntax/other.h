#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	char *name SC_TYPE_ON(sqlite, "TEXT") SC_TYPE_ON(postgresql, "bytea")
		SC_DEFAULT_ON(sqlite, "(x'6162' == 'b')") SC_DEFAULT_ON(postgresql, "'\\x6162'::bytea");
};
