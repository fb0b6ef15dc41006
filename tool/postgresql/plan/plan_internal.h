/*
 * plan: what the files that write PostgreSQL's DDL share. Only postgresql/ includes this.
 *
 * The order of a plan: what stands in the way is dropped (triggers, views, keys, indexes), tables
 * go, types change, tables are renamed, made and altered, types go, keys and indexes are made, and
 * last what was dropped only to make way comes back.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_INTERNAL_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_INTERNAL_H

#include "base/map.h"
#include "base/strbuf.h"
#include "diff/ddl.h"
#include "diff/dialect.h"

/* A column that is dropped and made anew: see plan_remake.h. */
struct remade {
	const struct table *table_before, *table;
	const struct column *column_before;
	const struct column *column; /* NULL: it is dropped, and has to be before all else */
};

VEC_STRUCT(change_list, const struct change *);

struct planner {
	struct arena *arena;
	struct ddl *ddl;
	const struct ddl_request *request;
	struct diagnostics *diagnostics;
	struct strbuf sql; /* the statement being written */
	bool concurrently; /* nothing but indexes that are made and dropped so */
	int result;

	/* Objects of `before` that are dropped and of `after` that are made, in the order they are. */
	VEC(const struct sql_object *) dropped, created;
	/* Functions that are replaced where they are. */
	VEC(const struct sql_object *) replaced;

	/* See plan_about(). */
	struct map about, about_names, tables_after;
	struct map changed_names; /* those of tables that change or are made, in lower case */
	struct map mentioned;     /* see plan_mentioned() */

	struct change_list swaps; /* see plan_swap.h */
	VEC(struct remade) remade;
	/* Columns of `before` that the plan has dropped ahead of their change. */
	VEC(const struct column *) gone;
};

/* Ends the statement that p->sql holds. */
void plan_emit(struct planner *p);

/* Appends to p->sql: text, then a name; "ALTER TABLE " and the table. */
void plan_add(struct planner *p, const char *text, const char *name);
void plan_add_table(struct planner *p, const char *text, const struct table *table);

/* "ALTER TABLE t ALTER COLUMN c" */
void plan_begin_column(struct planner *p, const struct table *table, const struct column *column);

/* The directive expect-no-rows: rows of the table, where condition (NULL: any), stop the upgrade. */
void plan_guard(struct planner *p, const struct table *table, const char *condition);

/* ---- plan_about.c */

/* Before all else. */
void plan_index_changes(struct planner *p);

/* The changes to a table, constraint or object, of before or after, in their order. */
const struct change_list *plan_about(const struct planner *p, const void *thing);

/* The changes to the table that has the name afterwards, also what makes it. */
const struct change_list *plan_about_name(
	const struct planner *p, const struct qualified_name *name);

/* A pointer as the key of a map. */
const char *plan_pointer_key(const struct planner *p, const void *thing);

/* The table as it is afterwards; NULL where the plan drops it. */
const struct table *plan_table_after(const struct planner *p, const struct table *before);

/* ---- plan.c */

/* Makes again what went with something else, and its comment. */
void plan_restore_constraint(
	struct planner *p, const struct table *table, const struct constraint *constraint);
void plan_restore_index(
	struct planner *p, const struct table *table, const struct index *index);
void plan_drop_index(struct planner *p, const struct table *table, const struct index *index);

void plan_comment_on_column(
	struct planner *p, const struct table *table, const struct column *column);

/* ---- plan_options.c */

/* UNLOGGED, and the storage parameters of the table. */
void plan_alter_options(struct planner *p, const struct change *change);

/* ---- plan_column.c */

void plan_add_column(struct planner *p, const struct change *change);
void plan_alter_column(struct planner *p, const struct change *change);

/* Rows where condition (NULL: all) get the value; it is NOT NULL from now on; its default is set. */
void plan_update(struct planner *p, const struct table *table, const struct column *column,
	const char *value, const char *condition);
void plan_set_not_null(
	struct planner *p, const struct table *table, const struct column *column);
void plan_set_default(struct planner *p, const struct table *table, const struct column *column);

/* ---- plan_retyped.c */

/* Whether the text, of the table before, is about a column that gets a type of another name. */
bool plan_is_retyped(
	const struct planner *p, const struct table *before, const char *expression);

/* Those with such an expression or condition. */
void plan_drop_retyped_indexes(struct planner *p);
void plan_restore_retyped_indexes(struct planner *p);

/* ---- plan_unique.c */

/*
 * Whether the column comes back on the way down and must be unique: what every row gets alike, as its
 * default, cannot be.
 */
bool plan_restores_unique(
	struct planner *p, const struct table *table, const struct column *column);
void plan_restore_unique(struct planner *p, const struct table *table, const struct column *column);

/* ---- plan_deferred.c */

/* After an UPDATE of the table, so that it can be altered. */
void plan_check_deferred(struct planner *p, const struct table *changed);

/* ---- plan_enum.c */

void plan_enums(struct planner *p);
void plan_drop_enums(struct planner *p);

/*
 * Whether an enum is dropped, and the same under another name is added for the column to have: then it
 * is renamed, and its columns stay as they are.
 */
bool plan_is_renamed_enum(const struct planner *p, const struct change *change);

/* Whether a change to an enum needs a new type in place of the old one. */
bool plan_enum_is_swapped(const struct planner *p, const struct change *change);

/* ---- plan_object.c */

/* Fills dropped, created and replaced. */
void plan_collect_objects(struct planner *p);
/* first: what hangs on tables; else what tables rest on. */
void plan_drop_objects(struct planner *p, bool first);
void plan_create_objects(struct planner *p, bool early);
void plan_create_object(struct planner *p, const struct sql_object *object);

#endif
