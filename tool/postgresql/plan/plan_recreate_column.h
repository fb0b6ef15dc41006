/*
 * plan_recreate_column: columns that are dropped and made anew. No ALTER changes how a column is generated, and
 * none changes a column that a generated one is made of (PostgreSQL 15, 5.3, ALTER TABLE). Only
 * postgresql/plan*.c include this.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_RECREATE_COLUMN_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_RECREATE_COLUMN_H

#include "postgresql/plan/plan_internal.h"

/* Finds them; plan_collect_swaps() comes before. */
void plan_collect_remade(struct planner *p);

/* Whether the column, of before or of after, is dropped so. */
bool plan_is_remade(const struct planner *p, const struct column *column);

/* Drops them; what stops to be generated becomes a plain column. */
void plan_drop_remade(struct planner *p);

/* Makes those that stay, and the keys and indexes that went with them. */
void plan_add_remade(struct planner *p);

#endif
