/*
 * sqlite_adapt: reduces a schema to what SQLite supports. An enum becomes TEXT with a CHECK
 * constraint. Identity and serial columns become aliases of the rowid. Comments, schemas, index
 * methods and similar properties are removed.
 */
#ifndef SCHEMAC_SQLITE_SQLITE_ADAPT_H
#define SCHEMAC_SQLITE_SQLITE_ADAPT_H

#include "schema/schema.h"

/* Works in place on a schema that schema_lower() returned. */
void sqlite_adapt(struct arena *arena, struct schema *schema);

#endif
