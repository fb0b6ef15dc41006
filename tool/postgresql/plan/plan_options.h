/*
 * plan_options: the options of a table: UNLOGGED and the storage parameters, WITH (…).
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_OPTIONS_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_OPTIONS_H

#include "postgresql/plan/plan_internal.h"

/* Reports options that ALTER TABLE cannot change. */
void plan_options_alter(struct planner *p, const struct change *change);

#endif
