/* plan_constraint: constraints in a plan. */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_CONSTRAINT_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_CONSTRAINT_H

#include "postgresql/plan/plan_internal.h"

/* Whether the constraint of a new table cannot be part of its CREATE TABLE. */
bool plan_constraint_must_wait(
	struct planner *p, const struct table *table, const struct constraint *constraint);

/* Adds the waiting constraints of a new table, except its separate parts (plan_cut.h). */
void plan_constraint_add_waiting(struct planner *p, const struct table *table);

/* Drops the constraints that the changes drop, and foreign keys that prevent other changes. */
void plan_constraint_drop(struct planner *p);

/* Drops the foreign keys to the target from the given tables, which the plan drops later. */
void plan_constraint_drop_foreign_keys_to(struct planner *p, const struct table *target,
	const struct table *const *tables, size_t count);

/* The constraint after the changes, which may rename it; NULL: it is dropped. */
const struct constraint *plan_constraint_after(
	const struct planner *p, const struct table *before, const struct constraint *constraint);

/* RENAME CONSTRAINT, including server-chosen names that contain a renamed table or column. */
void plan_constraint_rename(struct planner *p);

/*
 * Adds foreign keys, or all other constraints: those that the changes add and those that were
 * dropped temporarily.
 */
void plan_constraint_add(struct planner *p, bool foreign);

#endif
