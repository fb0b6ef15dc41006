/*
 * schema_changes: the changes from one schema to another, in every dialect of the project.
 */
#ifndef SCHEMAC_DRAFT_SCHEMA_CHANGES_H
#define SCHEMAC_DRAFT_SCHEMA_CHANGES_H

#include "diff/dialect.h"
#include "workspace/dialects.h"

struct dialect_changes {
	const struct dialect *dialect;
	struct schema *before, *after; /* adapted to the dialect */
	struct changes changes;        /* they point into both schemas */
};

struct schema_changes {
	struct dialect_changes items[DIALECT_COUNT];
	size_t len;
};

/* Compares two schemas that are not adapted to a dialect. */
void schema_changes_compare(struct workspace *workspace, struct schema_changes *out,
	const struct dialects *dialects, const struct schema *before, const struct schema *after);

/* Whether there is a change in any dialect. */
bool schema_changes_any(const struct schema_changes *changes);

#endif
