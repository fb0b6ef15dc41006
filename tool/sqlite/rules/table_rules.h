/*
 * table_rules: properties of a table that follow from its declaration. Parsing, printing and
 * inspection must agree on them.
 */
#ifndef SCHEMAC_SQLITE_RULES_TABLE_RULES_H
#define SCHEMAC_SQLITE_RULES_TABLE_RULES_H

#include "schema/schema.h"

#include <stdbool.h>

/* The column that is an alias of the rowid (lang_createtable.html#rowid), or NULL. */
const struct column *sqlite_rowid_alias(const struct table *table);

/*
 * The name of the constraint's only column; for a CHECK, the column that it belongs to. NULL if
 * there is none.
 */
const char *sqlite_single_column(const struct constraint *constraint);

/* Whether the grammar allows the constraint in the definition of the column. */
bool sqlite_fits_column(const struct constraint *constraint, const struct column *column);

/*
 * Whether CREATE TABLE, as schemac prints it, contains the constraint in the definition of the
 * column. These are the constraints without a name, the CHECK constraints of the column, and
 * primary keys that mean the same only there: AUTOINCREMENT, and INTEGER PRIMARY KEY DESC, which is
 * not an alias of the rowid.
 */
bool sqlite_is_column_constraint(const struct constraint *constraint, const struct column *column,
	const struct table *table);

#endif
