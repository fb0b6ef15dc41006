/*
 * plan_set_constraints: checks deferred constraints in the middle of a plan.
 *
 * Checks of initially deferred constraints are pending for the rows that a transaction has written,
 * and ALTER TABLE rejects a table with such rows ("pending trigger events"). Therefore the
 * constraints are checked immediately after an UPDATE and are then deferred again (PostgreSQL 15,
 * SET CONSTRAINTS).
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_SET_CONSTRAINTS_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_SET_CONSTRAINTS_H

#include "postgresql/plan/plan_internal.h"

/* Must be called after an UPDATE of the table, so that it can be altered. */
void plan_set_constraints(struct planner *p, const struct table *changed);

#endif
