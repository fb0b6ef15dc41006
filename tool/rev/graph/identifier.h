/*
 * identifier: takes apart what a user writes for a revision. resolve.h lists the forms.
 */
#ifndef SCHEMAC_REV_GRAPH_IDENTIFIER_H
#define SCHEMAC_REV_GRAPH_IDENTIFIER_H

#include "base/arena.h"
#include "diag/diag.h"

#include <stdbool.h>

/* An identifier taken apart: [branch@]symbol[±offset] or [branch@]±offset. */
struct identifier {
	const char *text;   /* as the user wrote it */
	const char *branch; /* NULL: none */
	const char *symbol; /* NULL: relative to where the database is */
	bool has_offset;
	long offset; /* steps, negative: down */
};

int identifier_parse(
	struct arena *arena, struct identifier *out, const char *text, struct diagnostics *diagnostics);

#endif
