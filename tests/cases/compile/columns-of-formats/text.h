#include <schemac/model.h>
#include <stdint.h>

struct user {
	SC_TABLE(users)
	int64_t id SC_PRIMARY_KEY;
	/* größe, 大, 😀 */ char name[20] SC_UNIQ;
	char email[20] SC_COMMENT("die 😀-Größe") SC_UNIQUE SC_UNIQUE;
};
