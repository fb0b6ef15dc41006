/*
 * plan_object: plans changes to objects that are SQL text: views, functions, triggers and so on.
 * plan_obstacle.h decides which of them are dropped, created or replaced.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_OBJECT_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_OBJECT_H

#include "postgresql/plan/plan_internal.h"

/*
 * If `first`, drops the objects that depend on tables, and those that are created again; otherwise
 * those that tables may depend on.
 */
void plan_object_drop(struct planner *p, bool first);

/*
 * If `early`, creates and replaces functions, types and the like; otherwise what depends on tables.
 */
void plan_object_create(struct planner *p, bool early);

/* ALTER SEQUENCE with the options of the new CREATE SEQUENCE; omitted options are reset. */
void plan_object_alter_sequence(struct planner *p, const char *before, const char *after);

/*
 * COMMENT ON the object if it has a comment. If only before has one (NULL: there is no before),
 * removes it.
 */
void plan_object_comment(
	struct planner *p, const struct sql_object *before, const struct sql_object *object);

/* COMMENT ON objects that are not created by the plan. */
void plan_object_change_comments(struct planner *p);

#endif
