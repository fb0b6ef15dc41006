/*
 * plan_cut: parts of tables that the plan creates or drops apart from their table, because
 * something between them uses the table: a default that calls a function of the table's row type.
 * pg_dump cuts the same circles.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_CUT_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_CUT_H

#include "postgresql/plan/plan_internal.h"

/* Orders the created and the dropped tables, and finds their separate parts. */
void plan_cut_collect(struct planner *p);

/*
 * Whether a foreign key between two created, or two dropped, tables is separate: its target
 * follows in their order.
 */
bool plan_cut_is_later(struct planner *p, enum plan_side side, const struct table *table,
	const struct constraint *foreign);

/* Whether the default, constraint or generated column is separate. */
bool plan_cut_is_separate(const struct planner *p, struct thing part);

/* A copy of the table without its separate parts. */
const struct table *plan_cut_table(struct planner *p, const struct table *table);

/* Steps that drop the separate parts of dropped tables, or add those of created ones. */
void plan_cut_drop_parts(struct planner *p, const struct table *table);
void plan_cut_add_parts(struct planner *p, const struct table *table);

#endif
