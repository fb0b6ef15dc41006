/*
 * plan_set_constraints: checks deferred constraints in the middle of a plan.
 *
 * The rows that a transaction has written wait for the check of initially deferred constraints, and
 * ALTER TABLE refuses a table with such rows ("pending trigger events"). Therefore the constraints
 * are checked immediately after an UPDATE and are deferred again afterwards (PostgreSQL 15, SET
 * CONSTRAINTS).
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_SET_CONSTRAINTS_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_SET_CONSTRAINTS_H

#include "postgresql/plan/plan_internal.h"

/* Must be called after an UPDATE of the table, so that it can be altered. */
void plan_set_constraints(struct planner *p, const struct table *changed);

#endif
