/*
 * plan_keep: the directives keep and keep-end around an object that a plan drops and creates again.
 *
 * Between them the runtime carries over what no model declares: see SCHEMAC_STEP_KEEP. keep is
 * written immediately before the DROP, after the DROP of every trigger, rule and index that the
 * plan creates again itself, because whatever is still there counts as unknown to the plan and is
 * created again by keep-end. keep-end is written after the CREATE, before comments of the model and
 * before anything that uses the object. The name is the same in both.
 *
 * Objects that lose nothing in this way (schemas, extensions, sequences) get no directive.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_KEEP_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_KEEP_H

#include "postgresql/plan/plan_internal.h"

/*
 * before is dropped, after is created in its place. The end also removes the options of a view that
 * the old definition declares and the new one does not, and a comment that only the old one has.
 */
void plan_emit_keep(struct planner *p, const struct sql_object *before);
void plan_emit_keep_end(
	struct planner *p, const struct sql_object *before, const struct sql_object *after);

/*
 * Around CREATE OR REPLACE, which resets the options of a view and enables a trigger.
 */
void plan_emit_keep_replaced(struct planner *p, const struct sql_object *object, bool ends);

/* kind is "type" or "domain": before the old type is renamed, after the new one is created. */
void plan_emit_keep_type(struct planner *p, const char *kind, const struct qualified_name *name);
void plan_emit_keep_type_end(
	struct planner *p, const char *kind, const struct qualified_name *name);

/*
 * The end follows the last statement that creates an index or constraint with the column, because
 * those that are still missing then are created by it.
 */
void plan_emit_keep_column(
	struct planner *p, const struct table *table, const struct column *column);
void plan_emit_keep_column_end(
	struct planner *p, const struct table *table, const struct column *column);

/* Around the exchange of the sequence of a serial or identity column. */
void plan_emit_keep_sequence(
	struct planner *p, const struct table *table, const struct column *column);
void plan_emit_keep_sequence_end(
	struct planner *p, const struct table *table, const struct column *column);

void plan_emit_keep_index(struct planner *p, const struct table *table, const struct index *index);
void plan_emit_keep_index_end(
	struct planner *p, const struct table *table, const struct index *index);

void plan_emit_keep_constraint(
	struct planner *p, const struct table *table, const struct constraint *constraint);
void plan_emit_keep_constraint_end(
	struct planner *p, const struct table *table, const struct constraint *constraint);

#endif
