/*
 * plan_part: steps that create and drop the constraints and indexes of tables.
 *
 * `kept`: the plan creates the same constraint or index again (plan_keep.h).
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_PART_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_PART_H

#include "postgresql/plan/plan_internal.h"

/* ADD CONSTRAINT, without its comment. */
void plan_part_add_constraint(
	struct planner *p, const struct table *table, const struct constraint *constraint);

/* Adds a constraint that the plan dropped temporarily, with its comment. */
void plan_part_restore_constraint(struct planner *p, const struct table *table,
	const struct constraint *constraint, bool kept);
void plan_part_drop_constraint(struct planner *p, const struct table *table,
	const struct constraint *constraint, bool kept);

/*
 * CREATE INDEX with its comment; DROP INDEX. CONCURRENTLY is combined with IF [NOT] EXISTS,
 * because a run that was interrupted before recording the statement executes it again. The runtime
 * drops an invalid index that is left by a failed CREATE INDEX CONCURRENTLY
 * (runtime/postgresql/invalid.c).
 */
void plan_part_create_index(
	struct planner *p, const struct table *table, const struct index *index, bool kept);
void plan_part_drop_index(
	struct planner *p, const struct table *table, const struct index *index, bool kept);

#endif
