/*
 * plan_recreate_column: columns that are dropped and added again.
 *
 * ALTER TABLE can change neither the expression of a generated column nor a column that such an
 * expression refers to (PostgreSQL 15, 5.3, ALTER TABLE).
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_RECREATE_COLUMN_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_RECREATE_COLUMN_H

#include "postgresql/plan/plan_internal.h"

/* Adds to p->recreated what the changes and p->replaced_types require; may be called again. */
void plan_recreate_column_collect(struct planner *p);

/* Adds one generated column of a table before the changes. */
void plan_recreate_column_add_one(
	struct planner *p, const struct table *before, const struct column *column);

/* Drops the columns. A column that is no longer generated becomes a plain column. */
void plan_recreate_column_drop(struct planner *p);

/* Adds the columns again, and the constraints and indexes that were dropped with them. */
void plan_recreate_column_add(struct planner *p);

/* Ends what the dropped columns keep (plan_keep.h), after all constraints and indexes. */
void plan_recreate_column_end(struct planner *p);

#endif
