/* plan_table: tables in a plan, and the schemas that only tables mention. */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_TABLE_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_TABLE_H

#include "postgresql/plan/plan_internal.h"

/*
 * Creates or drops the schemas that only tables use: the other side has no table or enum in them,
 * and no SC_SCHEMA declares them.
 */
void plan_table_create_schemas(struct planner *p);
void plan_table_drop_schemas(struct planner *p);

void plan_table_drop(struct planner *p);
void plan_table_rename(struct planner *p);

/* Creates tables with their constraints, indexes and comments. */
void plan_table_create(struct planner *p);

#endif
