/*
 * plan_depend: which things of a schema a thing uses, from parse trees
 * (postgresql/sql/references.h).
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_DEPEND_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_DEPEND_H

#include "postgresql/plan/plan_internal.h"

struct use {
	struct thing thing;
	enum reference_strength strength;
};

VEC_STRUCT(uses, struct use);

/*
 * What the thing uses directly, without itself. A table uses what its columns, defaults and
 * constraints use; a use of a column is also one of its table. Cached.
 */
const struct uses *plan_depend_uses(
	struct planner *p, enum plan_side side, const struct thing *thing);

/* Appends what an expression over the table uses. `table` may be NULL. */
void plan_depend_add_expression(struct planner *p, struct uses *out, enum plan_side side,
	const struct table *table, const char *expression);

/* Whether the text of the object selects all columns of a relation with '*'. */
bool plan_depend_has_star(struct planner *p, const struct sql_object *object);

#endif
