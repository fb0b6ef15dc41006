/*
 * plan_object: plans changes to objects that are SQL text: views, functions, triggers and so on.
 *
 * Their dependencies are the names that their text mentions (plan_depend.h). If a text contains a
 * name by coincidence, its object is dropped and recreated unchanged.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_OBJECT_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_OBJECT_H

#include "postgresql/plan/plan_internal.h"

/* Fills the lists of objects to drop, create and replace. */
void plan_object_collect(struct planner *p);

/*
 * If `first`, drops the objects that depend on tables; otherwise those that tables may depend on.
 */
void plan_object_drop(struct planner *p, bool first);

/*
 * If `early`, creates and replaces the objects that do not depend on changed tables; otherwise the
 * remaining ones.
 */
void plan_object_create_all(struct planner *p, bool early);

void plan_object_create(struct planner *p, const struct sql_object *object);

/*
 * COMMENT ON the object if it has a comment. If only before has one (NULL: there is no before),
 * removes it.
 */
void plan_object_comment(
	struct planner *p, const struct sql_object *before, const struct sql_object *object);

#endif
