/*
 * print_table: CREATE TABLE and its parts as SQLite's SQL, with one column or constraint per line.
 * The statements do not end with ';'.
 *
 * The schema comes from schema_lower() or from an inspection: every dialect_text is `common`.
 * sqlite_parse_table() reads the printed text as the same table.
 *
 * A constraint on one column is part of the column definition if sqlite_is_column_constraint()
 * (rules/table_rules.h) requires it. The other constraints follow the columns.
 *
 * Must not know: databases, changes.
 */
#ifndef SCHEMAC_SQLITE_PRINT_PRINT_TABLE_H
#define SCHEMAC_SQLITE_PRINT_PRINT_TABLE_H

#include "base/strbuf.h"
#include "schema/schema.h"

/*
 * CREATE TABLE without the indexes of the table. name_override replaces the name of the table
 * unless it is NULL.
 */
void sqlite_print_table(struct strbuf *out, const struct table *table, const char *name_override);

/* The column definition of CREATE TABLE, with the column constraints. */
void sqlite_print_column(
	struct strbuf *out, const struct column *column, const struct table *table);

/*
 * The column definition of ALTER TABLE … ADD COLUMN. It contains all constraints on this column
 * alone, because ADD COLUMN does not accept table constraints.
 */
void sqlite_print_added_column(
	struct strbuf *out, const struct column *column, const struct table *table);

/* A table constraint. */
void sqlite_print_constraint(
	struct strbuf *out, const struct constraint *constraint, const struct table *table);

#endif
