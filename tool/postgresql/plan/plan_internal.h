/*
 * plan_internal: the state that the files of this folder share.
 *
 * postgresql_plan.c calls the other files in the order of a plan. plan_lookup and plan_emit are the
 * lowest layer: they call no other file of the folder.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_INTERNAL_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_INTERNAL_H

#include "base/map.h"
#include "base/strbuf.h"
#include "diff/ddl.h"
#include "diff/dialect.h"

/* A column that is dropped and added again: see plan_recreate_column.h. */
struct recreated_column {
	const struct table *table_before, *table;
	const struct column *column_before;
	const struct column *column; /* NULL: not added again, but must be dropped early */
	bool in_place;               /* only its expression is dropped: a plain column remains */
};

VEC_STRUCT(change_list, const struct change *);

struct planner {
	struct arena *arena;
	struct ddl *ddl;
	const struct ddl_request *request;
	struct diagnostics *diagnostics;
	struct strbuf sql; /* the statement being written */
	bool concurrently; /* the changes only create and drop indexes CONCURRENTLY */
	int result;        /* of postgresql_plan() */

	/* Objects of `before` to drop and of `after` to create, in this order. */
	VEC(const struct sql_object *) dropped_objects, created_objects;
	/* Objects of `after` that are replaced or altered in place. */
	VEC(const struct sql_object *) replaced_objects;

	struct map changes_by_item; /* struct change_list; see plan_lookup_changes() */
	struct map changes_by_name; /* struct change_list; see plan_lookup_changes_to() */
	struct map tables_after;    /* struct table by name */
	struct map changed_names;   /* lower-case names of changed and added tables: a set */
	struct map words;           /* struct word_set; see plan_depend_words() */

	struct change_list replaced_types; /* see plan_replace_type.h */
	VEC(struct recreated_column) recreated;
	/* Columns of `before` that the plan has dropped ahead of the change that drops them. */
	VEC(const struct column *) dropped_columns;
};

#endif
