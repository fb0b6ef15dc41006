/*
 * names: the names that the server chooses for constraints and sequences.
 */
#ifndef SCHEMAC_POSTGRESQL_SQL_NAMES_H
#define SCHEMAC_POSTGRESQL_SQL_NAMES_H

#include "schema/schema.h"

/*
 * "one_two_label", or "one_label" if two is "". Truncated to 63 bytes as the server does, never
 * within a character (src/backend/commands/indexcmds.c, makeObjectName()).
 */
const char *postgresql_make_object_name(
	struct arena *arena, const char *one, const char *two, const char *label);

/*
 * The name that PostgreSQL gives an unnamed constraint if nothing else has this name:
 * users_email_key.
 */
const char *postgresql_constraint_name(
	struct arena *arena, const struct table *table, const struct constraint *constraint);

#endif
