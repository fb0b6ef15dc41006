/*
 * plan: what the files that write SQLite's DDL share. Only sqlite/ includes this.
 *
 * A table is changed by ALTER TABLE where SQLite can, else by one rebuild: a new table, a copy of
 * the rows by named columns, the old one dropped, the new one renamed
 * (lang_altertable.html, section 7).
 */
#ifndef SCHEMAC_SQLITE_PLAN_H
#define SCHEMAC_SQLITE_PLAN_H

#include "diff/ddl.h"
#include "diff/dialect.h"

/* The changes to one table that is there before and after. */
struct table_work {
	const struct table *before, *after;
	const struct change *changes; /* borrowed; they stand together */
	size_t count;
};

/* Whether one of the changes is beyond ALTER TABLE of that version of SQLite. */
bool sqlite_needs_rebuild(const struct table_work *work, const struct ddl_request *request);

/* Whether a default is a constant that ADD COLUMN takes for a table with rows; NULL is one. */
bool sqlite_is_constant(const char *expression);

/* Appends the rebuild with the table's indexes and triggers. Columns are renamed already. */
void sqlite_add_rebuild(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request);

/* The change of that kind to that column (its new name), or NULL. */
const struct change *sqlite_find_change(
	const struct table_work *work, enum change_kind kind, const char *column);

/* Appends "expect-no-rows SELECT key FROM table" to out: rows are named by their key. */
void sqlite_add_guard(struct strbuf *out, const struct table *before, const char *table);

/* Appends the statement in sql, and empties sql. */
void sqlite_add_sql(struct arena *arena, struct ddl *ddl, struct strbuf *sql);

#endif
