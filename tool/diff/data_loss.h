/*
 * loss: what of the data goes for good with a change.
 *
 * Dropped tables, columns and virtual tables, types that hold less than before, columns that are
 * computed from now on, values that an enum loses. What a database would refuse rather than lose
 * counts as well: a person has to know either way.
 */
#ifndef SCHEMAC_DIFF_LOSS_H
#define SCHEMAC_DIFF_LOSS_H

#include "base/text.h"
#include "diff/change.h"


/*
 * Adds what goes with the changes from before to after, each once, as the subject of a sentence:
 * "the values of users.bio". The schemas speak for all dialects (enums are what the models call
 * enums); the changes are those of one dialect.
 */
void losses_of(struct arena *arena, struct texts *out, const struct schema *before,
	const struct schema *after, const struct changes *changes);

/* Whether a column of the second type cannot hold all that one of the first type can. */
bool type_narrows(const char *before, const char *after);

#endif
