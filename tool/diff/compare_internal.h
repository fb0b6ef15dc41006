/*
 * comparison: what the files that compare schemas share. Only diff/compare*.c include this.
 */
#ifndef SCHEMAC_DIFF_COMPARISON_H
#define SCHEMAC_DIFF_COMPARISON_H

#include "diff/compare.h"
#include "diff/match.h"

struct comparison {
	struct arena *arena;
	struct changes *changes;
	const struct dialect *dialect;
	const struct compare_settings *settings;
	struct match match;
	const struct table_match *tables; /* the pair being compared, or NULL */
};

/* A new change of the tables being compared. */
struct change *comparison_add(struct comparison *c, enum change_kind kind);

/* Whether the texts mean the same, columns of the table having the names they have afterwards. */
bool comparison_expressions_equal(
	const struct comparison *c, const struct dialect_text *a, const struct dialect_text *b);

/* The changes of the pair's constraints and indexes. */
void compare_constraints(struct comparison *c);
void compare_indexes(struct comparison *c);

#endif
