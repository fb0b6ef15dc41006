/* plan_constraint: constraints in a plan. */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_CONSTRAINT_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_CONSTRAINT_H

#include "postgresql/plan/plan_internal.h"

/* The progress of a plan that creates tables one after the other. */
struct constraint_progress {
	struct planner *planner;
	const struct table *table; /* being created */
	struct map created;        /* tables that the plan has created, by name: a set */
};

/*
 * Whether the constraint of this table cannot be part of its CREATE TABLE. data: struct
 * constraint_progress.
 */
bool plan_constraint_must_wait(const void *data, const struct constraint *constraint);
void plan_constraint_table_created(struct constraint_progress *progress, const struct table *table);

/* Adds the waiting constraints of the table, after all tables have been created. */
void plan_constraint_add_waiting(struct constraint_progress *progress, const struct table *table,
	const struct table *const *tables, size_t count);

/* Drops the constraints that the changes drop, and foreign keys that prevent other changes. */
void plan_constraint_drop(struct planner *p);

/* Drops the foreign keys to the target from the given tables, which the plan drops later. */
void plan_constraint_drop_foreign_keys_to(struct planner *p, const struct table *target,
	const struct table *const *tables, size_t count);

/* RENAME CONSTRAINT, including server-chosen names that contain a renamed table or column. */
void plan_constraint_rename(struct planner *p);

/*
 * Adds foreign keys, or all other constraints: those that the changes add and those that were
 * dropped temporarily.
 */
void plan_constraint_add(struct planner *p, bool foreign);

#endif
