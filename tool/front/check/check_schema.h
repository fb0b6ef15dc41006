/*
 * check_schema: checks a whole schema: repeated names, primary keys, references between tables.
 */
#ifndef SCHEMAC_FRONT_CHECK_CHECK_SCHEMA_H
#define SCHEMAC_FRONT_CHECK_CHECK_SCHEMA_H

#include "schema/schema.h"

/* dialects: those of the project. Returns -1 if an error was reported. */
int check_schema(struct arena *arena, struct schema *schema, const bool dialects[DIALECT_COUNT],
	struct diagnostics *diagnostics);

#endif
