/*
 * enum_change: how the values of an enum differ between two states.
 */
#ifndef SCHEMAC_DIFF_ENUM_CHANGE_H
#define SCHEMAC_DIFF_ENUM_CHANGE_H

#include "schema/schema.h"

struct enum_rename {
	const struct enum_value *before, *after;
};

struct enum_change {
	struct texts added, removed; /* in the order of the enum */
	VEC(struct enum_rename) renamed;
	bool reordered; /* the common values are in a different order */
};

/* A value is renamed if its hint renamed_from is a value of `before` that `after` does not have. */
void enum_change_find(struct arena *arena, struct enum_change *out, const struct enum_type *before,
	const struct enum_type *after);

/* "add 'team', remove 'guest', rename 'a' to 'b', reorder values" */
const char *enum_change_print(struct arena *arena, const struct enum_change *change);

/*
 * The predicate of a message about the enum: "has the value 'team' in the models but not in
 * revision 1975ea83b712". `after` and `before` name the two sides.
 */
const char *enum_change_explain(struct arena *arena, const struct enum_change *change,
	const char *after, const char *before);

#endif
