/*
 * plan_column: columns in a plan.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_COLUMN_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_COLUMN_H

#include "postgresql/plan/plan_internal.h"

/* Drops columns, except those that the plan has already dropped. */
void plan_column_drop(struct planner *p);

void plan_column_rename(struct planner *p);

/* Adds or alters the column if the change is an addition or alteration. */
void plan_column_change(struct planner *p, const struct change *change);

#endif
