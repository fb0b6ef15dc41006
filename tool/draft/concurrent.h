/*
 * concurrent: changes that cannot run in a transaction, such as CREATE INDEX CONCURRENTLY. They are
 * put into a separate revision after the one with all other changes.
 */
#ifndef SCHEMAC_DRAFT_CONCURRENT_H
#define SCHEMAC_DRAFT_CONCURRENT_H

#include "draft/schema_changes.h"

/*
 * A copy of `after` without these changes: the affected indexes are as in `before`. NULL if there
 * are no such changes.
 */
struct schema *concurrent_hold_back(struct arena *arena, const struct schema *before,
	const struct schema *after, const struct schema_changes *changes);

#endif
