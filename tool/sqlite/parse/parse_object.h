/*
 * parse_object: CREATE VIEW, CREATE TRIGGER and CREATE VIRTUAL TABLE. The conventions of
 * sqlite/parse/parse_table.h apply.
 */
#ifndef SCHEMAC_SQLITE_PARSE_PARSE_OBJECT_H
#define SCHEMAC_SQLITE_PARSE_PARSE_OBJECT_H

#include "schema/schema.h"

/*
 * Stores the kind, the name, the table of a trigger, and the statement from its first token to its
 * last, without the ';'. *out is overwritten. -1 with *problem.
 */
int sqlite_parse_object(
	struct arena *arena, struct sql_object *out, const char *sql, const char **problem);

#endif
