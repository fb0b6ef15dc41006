/*
 * constant_change: how the values of a column's constants changed, and the SQL that makes the rows
 * follow.
 *
 * A constant is known by its name. A new name is not a change. A new name for an old value is a
 * rename, which rows do not notice. If the constants are bit flags, rows hold sums of them and each
 * bit is moved on its own; names of several bits are then ignored.
 *
 * A column without constants on one side (a database, a revision that did not record them) has no
 * change.
 */
#ifndef SCHEMAC_DIFF_CONSTANT_CHANGE_H
#define SCHEMAC_DIFF_CONSTANT_CHANGE_H

#include "schema/schema.h"

struct constant_move {
	const struct constant *before, *after; /* the same name, different values */
};

struct constant_change {
	VEC(struct constant_move) moved;
	VEC(const struct constant *) removed; /* neither the name nor a new name for the value is left */
	VEC(const struct constant *) added;   /* neither the name nor the value was known */
	const struct column *before, *column;
	bool flags; /* both sides are bit flags */
};

void constant_change_find(struct arena *arena, struct constant_change *out,
	const struct column *before, const struct column *after);

/* Whether rows are affected: a constant moved or was removed. */
bool constant_change_affects_rows(const struct constant_change *change);

/* Whether both columns have the same constants with the same values, in any order. */
bool constants_equal(const struct constants *a, const struct constants *b);

/* The constant with this name, or NULL. */
const struct constant *constants_find(const struct constants *constants, const char *name);

/* "KIND_B from 1 to 2, remove KIND_C (2)". */
const char *constant_change_print(struct arena *arena, const struct constant_change *change);

/* "has KIND_B = 2 in the models, 1 in revision 1975ea83b712". */
const char *constant_change_explain(struct arena *arena, const struct constant_change *change,
	const char *after, const char *before);

/*
 * The new value of the column as an expression over the old one, and the condition for the rows
 * that change. NULL if no constant moved.
 */
const char *constant_change_expression(struct arena *arena, const struct constant_change *change);
const char *constant_change_condition(struct arena *arena, const struct constant_change *change);

/*
 * The moves one after the other, so that no step gives a row a value that rows still to be moved
 * hold: a unique key over the column never sees two equal values. A cycle uses an unused value.
 */
struct constant_step {
	const char *from, *to;
};

VEC_STRUCT(constant_steps, struct constant_step);

void constant_change_steps(
	struct arena *arena, struct constant_steps *out, const struct constant_change *change);

/*
 * The condition for rows whose meaning would be lost: with a value that an existing constant moves
 * to although it is not that of a moved constant, or, if `removed`, that of a removed one. NULL if
 * there is no such value.
 */
const char *constant_change_guard(
	struct arena *arena, const struct constant_change *change, bool removed);

#endif
