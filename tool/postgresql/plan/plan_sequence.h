/*
 * plan_sequence: the sequences of serial and identity columns.
 *
 * A number that a sequence has given out is never given out again. Therefore options change in
 * place, a new sequence continues after the rows and after the sequence that it replaces, and START
 * moves a sequence only if it has never been used. The statements look the name of a sequence up,
 * because it may differ from the one that the server would choose now.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_SEQUENCE_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_SEQUENCE_H

#include "postgresql/plan/plan_internal.h"

/* Gives the sequence of the column the column's type. */
void plan_sequence_alter_type(
	struct planner *p, const struct table *table, const struct column *column);

/* The column becomes serial, and has no identity before. */
void plan_sequence_create_serial(
	struct planner *p, const struct table *table, const struct column *column);

/* The column stops being serial, and gets no identity. */
void plan_sequence_drop_serial(
	struct planner *p, const struct table *table, const struct column *column);

void plan_sequence_drop_identity(
	struct planner *p, const struct table *table, const struct column *column);

/*
 * Whether a sequence object becomes the sequence of a serial column, or the reverse. It is neither
 * dropped nor created then.
 */
bool plan_sequence_is_handed_over(const struct planner *p, const struct sql_object *sequence);

/* Adds or changes the identity, or exchanges it for a serial. */
void plan_sequence_alter_identity(struct planner *p, const struct change *change);

#endif
