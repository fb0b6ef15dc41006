/*
 * identifier: the syntax of an identifier, by which a user names revisions. resolve.h lists the
 * forms.
 */
#ifndef SCHEMAC_REV_GRAPH_IDENTIFIER_H
#define SCHEMAC_REV_GRAPH_IDENTIFIER_H

#include "base/arena.h"
#include "diag/diag.h"

#include <stdbool.h>

/* [branch@]symbol[±offset] or [branch@]±offset. */
struct identifier {
	const char *text;   /* as the user wrote it */
	const char *branch; /* NULL: none */
	const char *symbol; /* NULL: relative to the revision of the database */
	bool has_offset;
	long offset; /* steps; negative: down */
};

/* Returns -1 with a diagnostic if text does not have the form of an identifier. */
int identifier_parse(struct arena *arena, struct identifier *out, const char *text,
	struct diagnostics *diagnostics);

#endif
