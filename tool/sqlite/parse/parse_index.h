/*
 * parse_index: CREATE INDEX (https://www.sqlite.org/lang_createindex.html). The conventions of
 * sqlite/parse/parse_table.h apply.
 */
#ifndef SCHEMAC_SQLITE_PARSE_PARSE_INDEX_H
#define SCHEMAC_SQLITE_PARSE_PARSE_INDEX_H

#include "schema/schema.h"

/*
 * *out is overwritten. *table becomes the name of the table, with the schema of the index. -1 with
 * *problem.
 */
int sqlite_parse_index(struct arena *arena, struct index *out, struct qualified_name *table,
	const char *sql, const char **problem);

#endif
