/*
 * graph: revisions and how they follow each other. Knows nothing else: no files but for places in
 * messages, no schemas, no databases.
 *
 * An edge is either a parent (`revises`) or a dependency (`depends_on`). Parents make the lines
 * that branches and heads are about; a dependency only says what must be applied before. Both
 * count for the order: a revision's number is greater than that of everything it needs, ties go
 * by id, so the order depends on nothing but the revisions.
 *
 * Building is O(n log n), and nothing recurses over the depth of the history.
 */
#ifndef SCHEMAC_REV_GRAPH_GRAPH_H
#define SCHEMAC_REV_GRAPH_GRAPH_H

#include "base/arena.h"
#include "base/map.h"
#include "diag/diag.h"
#include "rev/graph/revision.h"

#include <stdbool.h>

/* Where a revision comes from. */
struct revision_origin {
	const char *text; /* for people: "commit 4f2a91c0ab Ann <…>, 2026-11-21: Add phone"; NULL: not known */
	bool shared;      /* the target branch has it */
};

/* Who knows it, for messages. A NULL function knows nothing. */
struct origins {
	void *data;
	void (*find)(void *data, const struct revision *revision, struct revision_origin *out);
};

struct graph {
	struct origins origins; /* set by whoever loaded the revisions */
	struct revisions all;   /* all[i]->number == i */
	struct revisions by_id; /* sorted by id, to find prefixes */
	struct revisions heads; /* without children, sorted by id */
	struct revisions bases; /* without parents, sorted by id */
	struct map ids;         /* id to struct revision * */
	struct map labels;      /* label to the struct revision * that has it */
};

/*
 * Builds the graph over the revisions, whose graph fields are filled in. -1 where ids, labels or
 * references are wrong, after a diagnostic for each; the graph is then empty.
 */
int graph_build(struct arena *arena, struct graph *out, const struct revisions *revisions,
	struct diagnostics *diagnostics);

/* NULL where there is none of exactly that id or label. */
struct revision *graph_find(const struct graph *graph, const char *id);
struct revision *graph_find_label(const struct graph *graph, const char *label);

#endif
