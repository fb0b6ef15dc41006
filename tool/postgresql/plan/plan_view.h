/* plan_view: the columns of a view, and whether CREATE OR REPLACE VIEW can change it. */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_VIEW_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_VIEW_H

#include "base/json.h"
#include "postgresql/plan/plan_internal.h"

struct view_column {
	const char *name;
	const char *type;         /* of a column of a table; NULL: the expression decides */
	const struct json *value; /* the expression, if type is NULL */
};

VEC_STRUCT(view_columns, struct view_column);

/*
 * The columns of the view. '*' stands for the columns that the tables have in this order: for
 * `after`, those that exist before the changes come first. False if they are not obvious.
 */
bool plan_view_columns(struct planner *p, enum plan_side side, const struct sql_object *view,
	struct view_columns *out);

/* Whether the changes only append columns, so that the server replaces the view in place. */
bool plan_view_is_replaceable(
	struct planner *p, const struct sql_object *before, const struct sql_object *after);

/* Whether the same text has different columns after the changes, because of its '*'. */
bool plan_view_star_differs(
	struct planner *p, const struct sql_object *before, const struct sql_object *after);

#endif
