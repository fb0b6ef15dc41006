/*
 * sqlite_plan_internal: the private functions of the files that plan changes.
 */
#ifndef SCHEMAC_SQLITE_PLAN_SQLITE_PLAN_INTERNAL_H
#define SCHEMAC_SQLITE_PLAN_SQLITE_PLAN_INTERNAL_H

#include "diff/ddl.h"
#include "diff/dialect.h"

/* The changes to one table that exists before and after. */
struct table_work {
	const struct table *before, *after;
	const struct change *changes; /* borrowed, an array of `count` */
	size_t count;
};

VEC_STRUCT(table_works, struct table_work);

/* ------------------------------------------------------------------ sqlite_emit.c */

/* Appends the statement in sql to ddl, without what follows its last token, and empties sql. */
void sqlite_emit_sql(struct arena *arena, struct ddl *ddl, struct strbuf *sql);

/* Appends the directive in text to ddl, and empties text. */
void sqlite_emit_directive(struct arena *arena, struct ddl *ddl, struct strbuf *text);

/* ------------------------------------------------------------------ alter.c */

/* Whether ALTER TABLE of the target version cannot make one of the changes. */
bool sqlite_needs_rebuild(const struct table_work *work, const struct ddl_request *request);

/*
 * Whether ADD COLUMN accepts the default for a table with rows: a constant, or NULL for no default.
 */
bool sqlite_is_constant(const char *expression);

/* The change of this kind to the column with this (new) name, or NULL. */
const struct change *sqlite_find_change(
	const struct table_work *work, enum change_kind kind, const char *column);

/* ------------------------------------------------------------------ guard.c */

/*
 * Appends "expect-no-rows SELECT key FROM table" to out. The key identifies the rows in the message
 * of the runtime. The caller may add a WHERE clause.
 */
void sqlite_begin_guard(struct arena *arena, struct strbuf *out, const struct table_work *work);

/*
 * Appends directives that stop the run if existing rows violate a new constraint: NULL in a column
 * that becomes NOT NULL, rows that a new CHECK rejects, duplicates in a new unique key.
 */
void sqlite_add_guards(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request);
void sqlite_add_index_guard(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request, const struct index *index);

/* ------------------------------------------------------------------ recreated.c */

/* Objects of the schema before the changes, which are in the schema afterwards as well. */
VEC_STRUCT(recreated, const struct sql_object *);

/*
 * Finds the unchanged views and triggers that read something which the plan drops before an ALTER
 * TABLE that would reject them.
 */
void sqlite_find_recreated(
	struct arena *arena, struct recreated *out, const struct ddl_request *request);

/* Whether the list has an object of this kind and name. */
bool sqlite_is_recreated(const struct recreated *recreated, const struct sql_object *object);

/* ------------------------------------------------------------------ sqlite_rebuild.c */

/*
 * Appends the rebuild of the table, and the statements that recreate its indexes and its triggers,
 * except for those that the plan creates later. Renamed columns already have their new names.
 */
void sqlite_add_rebuild(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request, const struct recreated *later);

/* ------------------------------------------------------------------ sqlite_plan_object.c */

/* DROP of the objects that are dropped, replaced or recreated. Precedes all other statements. */
void sqlite_drop_objects(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	const struct recreated *recreated);

/* CREATE of the objects that are added, replaced or recreated. Follows all other statements. */
void sqlite_create_objects(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	const struct recreated *recreated);

/* ------------------------------------------------------------------ sqlite_rename.c */

struct sqlite_rename {
	const char *from, *to;
};

VEC_STRUCT(sqlite_renames, struct sqlite_rename);

/*
 * Orders the renames so that each new name is free. A cycle is broken with a temporary name that is
 * not among the names in use, before and after.
 */
void sqlite_order_renames(
	struct arena *arena, struct sqlite_renames *renames, const struct texts *used);

/* Adds the names of the table's columns before and after. */
void sqlite_column_names(
	struct arena *arena, struct texts *out, const struct table_work *work);

/* The name of the column `before` after all columns of the table have been renamed. */
const char *sqlite_current_name(
	struct arena *arena, const struct table_work *work, const struct column *before);

/* ------------------------------------------------------------------ sqlite_renumber.c */

/* Whether an UPDATE can give the rows the new values of their constants. */
bool sqlite_can_renumber(
	const struct table_work *work, const struct change *change, bool triggers);

/* Append the directive that stops at rows whose meaning would be lost, and the UPDATE. */
void sqlite_add_renumber_guard(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct ddl_request *request, const struct change *change);
void sqlite_add_renumber(struct arena *arena, struct ddl *ddl, const struct table_work *work,
	const struct change *change);

/* The new value of the column, over the old row; NULL: its constants did not change. */
const char *sqlite_renumbered(
	struct arena *arena, const struct table_work *work, const struct column *column);

/* ------------------------------------------------------------------ plan_place.c */

/* The location of the part of the table that causes the problem; that of the table if unknown. */
struct location sqlite_place_of_problem(
	struct arena *arena, const struct table *table, const char *problem);

/* ------------------------------------------------------------------ plan_check.c, plan_names.c */

/* Whether the target version of SQLite supports the changes. -1 with diagnostics. */
int sqlite_check_version(const struct ddl_request *request, struct diagnostics *diagnostics);

/* Whether SC_BACKFILL and SC_USING use columns that existing rows have. -1 with diagnostics. */
int sqlite_check_fills(const struct ddl_request *request, struct diagnostics *diagnostics);

/* Whether all views and triggers of the new schema compile. -1 with diagnostics. */
int sqlite_check_objects(
	struct arena *arena, const struct ddl_request *request, struct diagnostics *diagnostics);

/* Whether the names of tables, views and indexes are distinct in SQLite. -1 with diagnostics. */
int sqlite_check_names(
	struct arena *arena, const struct ddl_request *request, struct diagnostics *diagnostics);

#endif
