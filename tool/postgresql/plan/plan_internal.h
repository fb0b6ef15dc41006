/*
 * plan_internal: the state that the files of this folder share.
 *
 * plan_order.c calls the other files; each adds steps (plan_step.h), which are sorted at the end.
 * plan_thing, plan_catalog, plan_lookup and plan_emit are the lowest layer.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_INTERNAL_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_INTERNAL_H

#include "base/map.h"
#include "base/strbuf.h"
#include "diff/ddl.h"
#include "diff/dialect.h"
#include "diff/order.h"
#include "postgresql/plan/plan_catalog.h"
#include "postgresql/plan/plan_thing.h"

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
	struct ddl *ddl; /* of the current step */
	const struct ddl_request *request;
	struct diagnostics *diagnostics;
	struct strbuf sql; /* the statement being written */
	bool concurrently; /* the changes only create and drop indexes CONCURRENTLY */
	int result;        /* of postgresql_plan() */

	VEC(struct step *) steps; /* see plan_step.h */
	struct step *step;        /* the current one */
	struct catalog catalogs[SIDE_COUNT];
	struct map uses[SIDE_COUNT]; /* struct uses; see plan_depend_uses() */

	/* Objects of `before` to drop and of `after` to create. */
	VEC(const struct sql_object *) dropped_objects, created_objects;
	/* Objects of `after` that are replaced or altered in place. */
	VEC(const struct sql_object *) replaced_objects;
	struct things obstacle_list; /* defaults, constraints and indexes of `before` */
	struct map obstacles;        /* the same, as a set; see plan_obstacle.h */
	struct map broken; /* things of `before` that are dropped or changed: a set of keys */

	struct map changes_by_item; /* struct change_list; see plan_lookup_changes() */
	struct map changes_by_name; /* struct change_list; see plan_lookup_changes_to() */
	struct map tables_after;    /* struct table by name */

	struct change_list replaced_types; /* see plan_replace_type.h */
	VEC(struct recreated_column) recreated;
	/* Columns of `before` that the plan has dropped ahead of the change that drops them. */
	VEC(const struct column *) dropped_columns;

	/* Each after the tables that its foreign keys reference, except in cycles. */
	struct tables created_tables, dropped_tables;
	struct map places[SIDE_COUNT]; /* their items: struct table_place by name */
	struct map separate;           /* keys of parts of tables: a set; see plan_cut.h */
};

#endif
