/* plan_sort: the order of the steps of a plan (plan_step.h). */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_SORT_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_SORT_H

#include "postgresql/plan/plan_step.h"

/*
 * Appends the statements of all steps, in order, to the plan. -1 with a diagnostic if a cycle
 * cannot be cut.
 */
int plan_sort(struct planner *p, struct ddl *out);

#endif
