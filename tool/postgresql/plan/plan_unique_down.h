/*
 * plan_unique_down: a unique column that a downgrade adds again.
 *
 * Its values are lost. The default would give every row the same value, which a unique column does
 * not allow. Therefore each row gets a distinct value, or NULL.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_UNIQUE_DOWN_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_UNIQUE_DOWN_H

#include "postgresql/plan/plan_internal.h"

/*
 * Whether the column is such a column, and distinct values can be generated for it or NULL is
 * allowed.
 */
bool plan_unique_down_applies(
	struct planner *p, const struct table *table, const struct column *column);

void plan_unique_down_add(
	struct planner *p, const struct table *table, const struct column *column);

#endif
