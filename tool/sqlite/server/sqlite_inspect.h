/*
 * sqlite_inspect: the schema of a live SQLite database.
 *
 * Everything is read from the CREATE text in sqlite_schema, since the pragmas hide CHECKs, names of
 * constraints, collations, AUTOINCREMENT, ON CONFLICT and more; the pragmas then have to agree with
 * what was parsed (https://www.sqlite.org/pragma.html#pragma_table_xinfo), so that a misreading is
 * an error and never a wrong schema.
 *
 * Every row of sqlite_schema is accounted for: it is in the schema, or it is SQLite's own
 * (sqlite_…, an index made for a constraint), or a virtual table's own (its shadow tables), or
 * schemac's own (the tables named in the options, with their indexes), or it is reported. TEMP
 * objects and attached databases are not looked at.
 *
 * Names of columns in keys, of tables and columns in foreign keys, of tables of triggers get the
 * spelling of what they mean where it exists, since SQLite does not look at their case.
 */
#ifndef SCHEMAC_SQLITE_SERVER_SQLITE_INSPECT_H
#define SCHEMAC_SQLITE_SERVER_SQLITE_INSPECT_H

#include "base/arena.h"
#include "db/inspect.h"
#include "schema/schema.h"

#include <sqlite3.h>

/*
 * Adds what the database's main schema holds to *schema and sorts it; reads in one transaction. -1
 * with diagnostics where the database fails or an object cannot be read.
 */
int sqlite_inspect(struct arena *arena, struct schema *schema, sqlite3 *db,
	const struct inspect_options *options, struct diagnostics *diagnostics);

#endif
