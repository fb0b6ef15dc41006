/*
 * plan_obstacle: things that the server does not keep while something that they use is dropped or
 * changes its type. They are dropped before the change and created again after it: objects,
 * generated columns, domains, defaults, constraints and indexes.
 *
 * Foreign keys are the exception: see plan_constraint.h.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_OBSTACLE_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_OBSTACLE_H

#include "postgresql/plan/plan_internal.h"

/*
 * Fills the lists of objects to drop, create and replace, of recreated columns and of obstacles;
 * completes the list of replaced types.
 */
void plan_obstacle_collect(struct planner *p);

/* Whether a default, constraint or index of `before` is dropped temporarily. */
bool plan_obstacle_is(const struct planner *p, struct thing thing);

/* Whether plan_obstacle_restore() creates this constraint or index of `after` again. */
bool plan_obstacle_restores(const struct planner *p, const void *item);

/* Drops, or creates again, the obstacles of a kind, except those that the changes drop. */
void plan_obstacle_drop(struct planner *p, enum thing_kind kind);
void plan_obstacle_restore(struct planner *p, enum thing_kind kind);

#endif
