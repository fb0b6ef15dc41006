/*
 * resolve: the revisions that an identifier means.
 *
 *	id, unique prefix, label      the revision
 *	head, heads, base, current    the only head; all heads; the empty schema; the database
 *	BRANCH@head, BRANCH@heads, BRANCH@base, BRANCH@id      on the branch of a label or revision
 *	id+2, id-1, head-1, base+2, BRANCH@id+1                that many steps up or down
 *	+1, -1, BRANCH@+1, BRANCH@-1                           from the revision of the database
 *	a:b, a:, :b, -3:head, a:+2                             ranges
 *
 * An error is a diagnostic without a location. It names the revisions concerned.
 */
#ifndef SCHEMAC_REV_GRAPH_RESOLVE_H
#define SCHEMAC_REV_GRAPH_RESOLVE_H

#include "base/arena.h"
#include "base/text.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "rev/graph/graph.h"
#include "rev/graph/identifier.h"
#include "rev/graph/set.h"

#include <stdbool.h>

/* The meaning of an identifier. */
struct selection {
	struct identifier identifier;
	struct revisions revisions;  /* sorted by number; empty: before the first revision */
	struct revision *branch;     /* the branch that was named, or NULL */
	struct revision_set lineage; /* of branch; not set if branch is NULL */
};

/*
 * rows are the revisions of the database, to which `current`, +1 and -1 refer. If rows is NULL,
 * there is no database, and these identifiers are errors.
 */
int resolve(struct arena *arena, struct selection *out, const struct graph *graph, const char *text,
	const struct texts *rows, struct diagnostics *diagnostics);

/*
 * Resolves text to one revision; for the base, *out is NULL. It is an error if text means several.
 */
int resolve_one(struct arena *arena, struct revision **out, const struct graph *graph,
	const char *text, const struct texts *rows, struct diagnostics *diagnostics);

/* ------------------------------------------------------------------ ranges */

/* Whether text is a range, "a:b". */
bool resolve_is_range(const char *text);

struct range {
	struct selection lower; /* the start; no revisions: the base */
	struct selection upper;
	struct revisions revisions; /* both ends and all revisions between them, sorted by number */
};

/* a:b; a defaults to the base, b to the heads. */
int resolve_range(struct arena *arena, struct range *out, const struct graph *graph,
	const char *text, const struct texts *rows, struct diagnostics *diagnostics);

#endif
