/*
 * plan_emit: statements that more than one file of this folder prints.
 *
 * plan_emit() completes the statement in p->sql. The plan_add_* functions append to it; a
 * plan_emit_* function writes one whole statement of the current step.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_EMIT_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_EMIT_H

#include "postgresql/plan/plan_internal.h"

/* Appends the statement in p->sql to the plan, without its trailing ';', and empties p->sql. */
void plan_emit(struct planner *p);

/* Appends text and then the name, quoted if necessary. */
void plan_add_name(struct planner *p, const char *text, const char *name);
void plan_add_table(struct planner *p, const char *text, const struct table *table);

/* Appends "ALTER TABLE t ALTER COLUMN c". */
void plan_add_alter_column(
	struct planner *p, const struct table *table, const struct column *column);

/*
 * The directive expect-no-rows: the upgrade stops if the table has rows that satisfy the condition
 * (NULL: any row).
 */
void plan_emit_guard(struct planner *p, const struct table *table, const char *condition);

/* COMMENT ON …; NULL removes the comment. */
void plan_emit_comment_on_table(struct planner *p, const struct table *table);
void plan_emit_comment_on_column(
	struct planner *p, const struct table *table, const struct column *column);
void plan_emit_comment_on_constraint(
	struct planner *p, const struct table *table, const struct constraint *constraint);
void plan_emit_comment_on_index(
	struct planner *p, const struct table *table, const struct index *index);

/* ADD COLUMN; NOT NULL is omitted if not_null is false. */
void plan_emit_add_column(
	struct planner *p, const struct table *table, const struct column *column, bool not_null);
void plan_emit_drop_column(
	struct planner *p, const struct table *table, const struct column *column);
void plan_emit_set_not_null(
	struct planner *p, const struct table *table, const struct column *column);
void plan_emit_drop_default(
	struct planner *p, const struct table *table, const struct column *column);

/* The column must have a default. */
void plan_emit_set_default(
	struct planner *p, const struct table *table, const struct column *column);

#endif
