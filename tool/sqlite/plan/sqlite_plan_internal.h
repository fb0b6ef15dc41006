/*
 * sqlite_plan_internal: what the files that write SQLite's DDL share. Only sqlite/ includes this.
 *
 * A table is changed by ALTER TABLE where SQLite can, else by one rebuild: a new table, a copy of
 * the rows by named columns, the old one dropped, the new one renamed
 * (lang_altertable.html, section 7).
 */
#ifndef SCHEMAC_SQLITE_PLAN_SQLITE_PLAN_INTERNAL_H
#define SCHEMAC_SQLITE_PLAN_SQLITE_PLAN_INTERNAL_H

#include "diff/ddl.h"
#include "diff/dialect.h"

/* The changes to one table that is there before and after. */
struct table_work {
	const struct table *before, *after;
	const struct change *changes; /* borrowed; they stand together */
	size_t count;
};

VEC_STRUCT(table_works, struct table_work);

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

/* The name that a column of before has once the renames are made. */
const char *sqlite_current_name(
	struct arena *arena, const struct table_work *work, const struct column *before);

/* Appends "expect-no-rows SELECT key FROM table" to out: rows are named by their key. */
void sqlite_add_guard(struct arena *arena, struct strbuf *out, const struct table_work *work);

/*
 * Directives that stop the run at rows which what comes would refuse: NULLs where NOT NULL comes, rows
 * that a new CHECK denies, rows that are the same where they must differ.
 */
void sqlite_add_guards(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request);
void sqlite_add_index_guard(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request, const struct index *index);

/* ------------------------------------------------------------------ objects */

/* DROP of those that go or change, before anything else; CREATE of those that come, at the end. */
void sqlite_drop_objects(
	struct arena *arena, struct ddl *ddl, const struct ddl_request *request);
void sqlite_create_objects(
	struct arena *arena, struct ddl *ddl, const struct ddl_request *request);

/* ------------------------------------------------------------------ renames */

struct sqlite_rename {
	const char *from, *to;
};

VEC_STRUCT(sqlite_renames, struct sqlite_rename);

/* Reorders so that each name is free when it is taken; a circle goes over a name of its own. */
void sqlite_order_renames(struct arena *arena, struct sqlite_renames *renames);

/* ------------------------------------------------------------------ checks */

/* Whether the SQLite that is written for has all that the changes need. -1 with diagnostics. */
int sqlite_check_version(const struct ddl_request *request, struct diagnostics *diagnostics);

/* Whether SQLite can tell all tables, views and indexes apart; else a diagnostic for each pair. */
int sqlite_check_names(struct arena *arena, const struct ddl_request *request,
	struct diagnostics *diagnostics);

/*
 * Whether the views and triggers of the schema afterwards compile: one that uses what is gone is
 * an error. -1 with diagnostics.
 */
int sqlite_check_objects(struct arena *arena, const struct ddl_request *request,
	struct diagnostics *diagnostics);

/* Appends the statement in sql, and empties sql. */
void sqlite_add_sql(struct arena *arena, struct ddl *ddl, struct strbuf *sql);

#endif
