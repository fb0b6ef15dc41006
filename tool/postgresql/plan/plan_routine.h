/* plan_routine: whether CREATE OR REPLACE FUNCTION can change a function. */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_ROUTINE_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_ROUTINE_H

#include "postgresql/plan/plan_internal.h"

/*
 * Whether the server replaces the function in place: the kind, the result, the modes, names and
 * types of the parameters stay, and no parameter loses its default (CREATE FUNCTION, Notes). Both
 * have the same signature. Everything else may change: body, volatility, STRICT, SET and so on.
 */
bool plan_routine_is_replaceable(
	struct planner *p, const struct sql_object *before, const struct sql_object *after);

#endif
