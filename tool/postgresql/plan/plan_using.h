/*
 * plan_using: how the values of a column are converted when its type changes.
 *
 * Some conversions depend on a setting of the session: a timestamp without a time zone becomes an
 * instant in the session's zone. The model should specify the zone.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_USING_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_USING_H

#include "postgresql/plan/plan_internal.h"

/*
 * The expression after USING; NULL if none is needed. *unknown is set if the model must specify
 * one. A downgrade uses the time zone of the upgrade's SC_USING.
 */
const char *plan_using_find(struct planner *p, const struct change *change, bool *unknown);

/*
 * Before the statement: writes a comment if the conversion depends on a setting of the session, and
 * in an upgrade warns at the column; writes a guard if a downgrade cannot convert any value.
 */
void plan_using_remark(struct planner *p, const struct change *change, const char *expression);

#endif
