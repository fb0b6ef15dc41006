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

/* Drops objects: with first those that depend on tables, otherwise those that tables depend on. */
void plan_object_drop(struct planner *p, bool first);

/* Creates and replaces objects: with early those that depend on no table that the plan changes. */
void plan_object_create_all(struct planner *p, bool early);

void plan_object_create(struct planner *p, const struct sql_object *object);

#endif
