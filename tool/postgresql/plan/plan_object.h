/*
 * plan_object: objects that are SQL text in a plan: views, functions, triggers and so on.
 *
 * Their dependencies are the names that their text mentions (plan_depend.h). If a text mentions a
 * name by chance, its object is dropped and created again unchanged.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_OBJECT_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_OBJECT_H

#include "postgresql/plan/plan_internal.h"

/* Fills the lists of objects to drop, create and replace. */
void plan_object_collect(struct planner *p);

/* Drops the objects that depend on tables (first), or those that tables may depend on. */
void plan_object_drop(struct planner *p, bool first);

/*
 * Creates and replaces the objects that depend on no changed table (early), or the remaining ones.
 */
void plan_object_create_all(struct planner *p, bool early);

void plan_object_create(struct planner *p, const struct sql_object *object);

#endif
