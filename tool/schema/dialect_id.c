#include "schema/dialect_id.h"

#include <string.h>

static const char *const names[DIALECT_COUNT] = {
	[DIALECT_SQLITE] = "sqlite",
	[DIALECT_POSTGRESQL] = "postgresql",
};

const char *
dialect_name(enum dialect_id dialect)
{
	return names[dialect];
}

const char *
dialect_title(enum dialect_id dialect)
{
	static const char *const titles[DIALECT_COUNT] = {
		[DIALECT_SQLITE] = "SQLite",
		[DIALECT_POSTGRESQL] = "PostgreSQL",
	};
	return titles[dialect];
}

enum dialect_id
dialect_find(const char *name)
{
	int dialect = 0;
	while (dialect < DIALECT_COUNT && strcmp(names[dialect], name) != 0)
		dialect++;
	return (enum dialect_id)dialect;
}
