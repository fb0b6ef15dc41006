/*
 * print_table: CREATE statements of SQLite for what a schema holds: readable, one column or constraint a
 * line. Nothing ends with ';', so that a caller may join or wrap them.
 *
 * The schema is a lowered one or was inspected: every dialect_text is `common`. What is read back
 * by sqlite_parse_table() is what was printed.
 *
 * A constraint of one column is written at its column: CHECKs that belong to one (on_column), the
 * primary key, UNIQUE and REFERENCES without a name. The others follow the columns. A primary key
 * with a name is written at its column, too, where only that says the same: AUTOINCREMENT, and
 * INTEGER PRIMARY KEY DESC, which is no alias of the rowid (lang_createtable.html#rowid).
 *
 * Must not know: databases, changes.
 */
#ifndef SCHEMAC_SQLITE_PRINT_PRINT_TABLE_H
#define SCHEMAC_SQLITE_PRINT_PRINT_TABLE_H

#include "base/strbuf.h"
#include "schema/schema.h"

#include <stdbool.h>

/* CREATE TABLE of the table without its indexes; with another name if name_override is not NULL. */
void sqlite_print_table(struct strbuf *out, const struct table *table, const char *name_override);

/* The column as a line of CREATE TABLE, with the constraints that are written there. */
void sqlite_print_column(
	struct strbuf *out, const struct column *column, const struct table *table);

/*
 * The column as ALTER TABLE … ADD COLUMN wants it: with all constraints that are on this column
 * alone, also the named ones, since nothing can follow it.
 */
void sqlite_print_added_column(
	struct strbuf *out, const struct column *column, const struct table *table);

/* The constraint as a line behind the columns. */
void sqlite_print_constraint(
	struct strbuf *out, const struct constraint *constraint, const struct table *table);

/* CREATE [UNIQUE] INDEX. */
void sqlite_print_index(struct strbuf *out, const struct index *index, const struct table *table);

/*
 * All of the schema in an order that can be run: tables, virtual tables, indexes, views, triggers.
 * Here every statement ends with ";\n", with an empty line between them.
 */
void sqlite_print_schema(struct strbuf *out, const struct schema *schema);

/*
 * Whether the constraint is written at that column by sqlite_print_column(). sqlite_parse_table()
 * lists these first, so that its order is that of the printed text.
 */
bool sqlite_is_column_constraint(const struct constraint *constraint, const struct column *column,
	const struct table *table);

/* Whether the default may be written without parentheses (syntax/column-constraint.html). */
bool sqlite_is_plain_default(const char *expression);

/* The column that is the rowid under another name, or NULL. */
const struct column *sqlite_rowid_alias(const struct table *table);

#endif
