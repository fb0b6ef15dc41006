/* compare_internal: declarations shared by the files compare*.c. */
#ifndef SCHEMAC_DIFF_COMPARE_INTERNAL_H
#define SCHEMAC_DIFF_COMPARE_INTERNAL_H

#include "diff/compare.h"
#include "diff/match.h"

struct comparison {
	struct arena *arena;
	struct changes *changes;
	const struct dialect *dialect;
	const struct compare_settings *settings;
	struct match match;
	const struct table_match *tables; /* the pair of tables being compared, or NULL */
};

/* Adds a change of the tables being compared. */
struct change *comparison_add(struct comparison *c, enum change_kind kind);

/* Whether two expressions have the same meaning, after renames of columns. */
bool comparison_expressions_equal(
	const struct comparison *c, const struct dialect_text *a, const struct dialect_text *b);

/* Add the changes of the pair's constraints and indexes. */
void compare_constraints(struct comparison *c);
void compare_indexes(struct comparison *c);

#endif
