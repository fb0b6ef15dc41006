/* plan_order: the PostgreSQL statements that carry out a set of changes. */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_ORDER_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_ORDER_H

#include "diff/dialect.h"

/* See struct dialect. */
int postgresql_plan(struct arena *arena, struct ddl *ddl, const struct ddl_request *request,
	struct diagnostics *diagnostics);

/* Whether the change cannot be part of a transaction: CONCURRENTLY. */
bool postgresql_stands_alone(const struct change *change);

#endif
