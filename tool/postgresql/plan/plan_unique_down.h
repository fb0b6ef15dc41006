/*
 * plan_unique_down: a unique column that a downgrade adds again.
 *
 * Its values are lost. The default would give every row the same value, which a unique column
 * cannot have: each row gets a value of its own, or NULL.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_UNIQUE_DOWN_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_UNIQUE_DOWN_H

#include "postgresql/plan/plan_internal.h"

/*
 * Whether the column is such a column, and either a different value for each row is known or NULL
 * is allowed.
 */
bool plan_unique_down_applies(
	struct planner *p, const struct table *table, const struct column *column);

void plan_unique_down_add(
	struct planner *p, const struct table *table, const struct column *column);

#endif
