/*
 * plan_index: the indexes that the changes drop, rename and add.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_INDEX_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_INDEX_H

#include "postgresql/plan/plan_internal.h"

void plan_index_drop(struct planner *p);
void plan_index_rename(struct planner *p);
void plan_index_create(struct planner *p);

#endif
