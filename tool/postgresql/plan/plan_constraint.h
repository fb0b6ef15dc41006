/*
 * plan_key: constraints in a plan. Only postgresql/plan*.c include this.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_CONSTRAINT_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_CONSTRAINT_H

#include "postgresql/plan/plan_internal.h"

/* The tables that a plan makes, one after the other: what must wait for a later one. */
struct constraint_plan {
	struct planner *planner;
	const struct table *table; /* being made */
	struct map made;           /* tables of this plan that are there, by name */
};

/* Whether the constraint of the table being made cannot be written in its CREATE TABLE. */
bool plan_constraint_must_wait(const void *data, const struct constraint *constraint);
void plan_constraint_table_created(struct constraint_plan *keys, const struct table *table);

/* Adds those of the table, once all tables are there. */
void plan_constraint_add_waiting(struct constraint_plan *keys, const struct table *table,
	const struct table *const *tables, size_t count);

/* Drops the constraints that the changes drop, and foreign keys that stand in their way. */
void plan_constraint_drop(struct planner *p);

/* Drops the foreign keys by which tables that go, but later, refer to that one. */
void plan_constraint_drop_foreign_keys_to(struct planner *p, const struct table *target,
	const struct table *const *tables, size_t count);

/* RENAME CONSTRAINT, also where only the name of a table or column in it changed. */
void plan_constraint_rename(struct planner *p);

/* Adds the foreign keys, or the others, that the changes add or plan_constraint_drop() took away. */
void plan_constraint_add(struct planner *p, bool foreign);

#endif
