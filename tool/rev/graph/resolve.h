/*
 * resolve: what a user means by an identifier of a revision.
 *
 *	id, unique prefix, label      the revision
 *	head, heads, base, current    the only head; all; before everything; what the database is at
 *	BRANCH@head, BRANCH@heads, BRANCH@base, BRANCH@id      on the branch of a label or revision
 *	id+2, id-1, head-1, base+2, BRANCH@id+1                so many steps up or down from there
 *	+1, -1, BRANCH@+1, BRANCH@-1                           from where the database is
 *	a:b, a:, :b, -3:head, a:+2                             ranges
 *
 * What cannot be understood is a diagnostic without a place that names the revisions concerned.
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

/* What an identifier stands for. */
struct selection {
	struct identifier identifier;
	struct revisions revisions;  /* by number; empty: before everything */
	struct revision *branch;     /* the branch that was named, or NULL */
	struct revision_set lineage; /* of branch; all where there is none */
};

/*
 * What text means, with the rows as `current` and as the start of +1 and -1 (as `current+1`; what
 * an upgrade or downgrade makes of them is plan.h's matter). Rows may be NULL: then these are
 * errors.
 */
int resolve(struct arena *arena, struct selection *out, const struct graph *graph, const char *text,
	const struct texts *rows, struct diagnostics *diagnostics);

/* The one revision that text means; NULL in *out for the base. Several are an error. */
int resolve_one(struct arena *arena, struct revision **out, const struct graph *graph,
	const char *text, const struct texts *rows, struct diagnostics *diagnostics);

/* ------------------------------------------------------------------ ranges */

/* Whether text is a range, "a:b". */
bool resolve_is_range(const char *text);

struct range {
	struct selection lower; /* where it starts; no revisions: at the base */
	struct selection upper;
	struct revisions revisions; /* the ends and all between them by parents, by number */
};

/* a:b; a missing a is the base, a missing b the heads. */
int resolve_range(struct arena *arena, struct range *out, const struct graph *graph,
	const char *text, const struct texts *rows, struct diagnostics *diagnostics);

#endif
