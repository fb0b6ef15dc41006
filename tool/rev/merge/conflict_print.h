/* conflict_print: the wording of a conflict's message. */
#ifndef SCHEMAC_REV_MERGE_CONFLICT_PRINT_H
#define SCHEMAC_REV_MERGE_CONFLICT_PRINT_H

#include "rev/merge/conflict.h"

#include <stdbool.h>

/* The subject of the conflict: "column 'users.phone'". */
const char *conflict_subject(struct arena *arena, const struct conflict *conflict);

/* The change that a side makes to the subject: "changes its type to TEXT". */
const char *conflict_change(
	struct arena *arena, const struct conflict *conflict, const struct conflict_side *side);

/*
 * The subject before the changes of both sides: "in revision 1975ea83b712, before both, its type
 * was VARCHAR(20)"; NULL if it did not exist.
 */
const char *conflict_before(struct arena *arena, const struct conflict *conflict);

#endif
