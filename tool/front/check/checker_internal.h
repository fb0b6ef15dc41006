/*
 * checker: the state shared by the checks of a whole schema.
 */
#ifndef SCHEMAC_FRONT_CHECK_CHECKER_INTERNAL_H
#define SCHEMAC_FRONT_CHECK_CHECKER_INTERNAL_H

#include "base/map.h"
#include "schema/schema.h"

struct checker {
	struct arena *arena;
	struct schema *schema;
	struct diagnostics *diagnostics;
	bool dialects[DIALECT_COUNT]; /* those of the project */
	struct map tables;         /* by check_print() */
	struct map enums;          /* by check_print() */
	struct texts table_names;
};

/* The name as printed in messages and used as a key of the maps: "users", "audit.users". */
static inline const char *
check_print(const struct checker *checker, const struct qualified_name *name)
{
	return qualified_name_print(checker->arena, name);
}

#endif
