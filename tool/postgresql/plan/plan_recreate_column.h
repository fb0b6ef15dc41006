/*
 * plan_recreate_column: columns that are dropped and made anew. No ALTER changes how a column is generated, and
 * none changes a column that a generated one is made of (PostgreSQL 15, 5.3, ALTER TABLE). Only
 * postgresql/plan*.c include this.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_RECREATE_COLUMN_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_RECREATE_COLUMN_H

#include "postgresql/plan/plan_internal.h"

/* Finds them; collect_replaced_types() comes before. */
void plan_recreate_column_collect(struct planner *p);

/* Drops them; what stops to be generated becomes a plain column. */
void plan_recreate_column_drop(struct planner *p);

/* Makes those that stay, and the keys and indexes that went with them. */
void plan_recreate_column_add(struct planner *p);

#endif
