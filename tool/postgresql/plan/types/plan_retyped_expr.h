/*
 * plan_retyped_expr: conditions and expressions over a column whose type changes.
 *
 * They survive ALTER TYPE, but keep the casts of constants that the old type required. The result
 * differs from what the same text creates from scratch (observed on PostgreSQL 15). Therefore a
 * CHECK or an index with such an expression is dropped and created again.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_TYPES_PLAN_RETYPED_EXPR_H
#define SCHEMAC_POSTGRESQL_PLAN_TYPES_PLAN_RETYPED_EXPR_H

#include "postgresql/plan/plan_internal.h"

/*
 * Whether the expression, which belongs to the table before the changes, refers to a column that
 * gets a type with a different name.
 */
bool plan_retyped_expr_applies(
	const struct planner *p, const struct table *before, const char *expression);

#endif
