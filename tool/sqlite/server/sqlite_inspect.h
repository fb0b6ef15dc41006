/*
 * sqlite_inspect: the schema of a live SQLite database.
 *
 * The schema is parsed from the CREATE statements in sqlite_schema. The pragmas do not report CHECK
 * constraints, names of constraints, collations, AUTOINCREMENT, ON CONFLICT and more. The result is
 * then compared with the pragmas (https://www.sqlite.org/pragma.html#pragma_table_xinfo), so that a
 * parsing mistake causes an error and never a wrong schema.
 *
 * Every row of sqlite_schema is in the schema or reported, except for SQLite's internal objects
 * (sqlite_…, the indexes of constraints), shadow tables of virtual tables, and the tables of
 * schemac (named in the options) with their indexes. TEMP objects and attached databases are
 * ignored.
 *
 * SQLite ignores the case of names. The names of columns in keys, of tables and columns in foreign
 * keys, and of the tables of triggers therefore get the spelling of the declaration that they refer
 * to.
 */
#ifndef SCHEMAC_SQLITE_SERVER_SQLITE_INSPECT_H
#define SCHEMAC_SQLITE_SERVER_SQLITE_INSPECT_H

#include "base/arena.h"
#include "db/inspect.h"
#include "schema/schema.h"

#include <sqlite3.h>

/*
 * Adds the objects of the main database to *schema and sorts it. Reads in one transaction. -1 with
 * diagnostics if the database fails or an object cannot be read.
 */
int sqlite_inspect(struct arena *arena, struct schema *schema, sqlite3 *db,
	const struct inspect_options *options, struct diagnostics *diagnostics);

#endif
