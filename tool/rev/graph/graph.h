/*
 * graph: revisions and the order in which they follow each other.
 *
 * An edge is either a parent (`revises`) or a dependency (`depends_on`). Parents form the lines of
 * descent that define branches and heads. A dependency is only a revision that must be applied
 * earlier. Both kinds determine the order: the number of a revision is greater than the numbers of
 * all that it needs. Ties are broken by id, so that the order depends on nothing but the revisions.
 *
 * Building takes O(n log n). Nothing recurses over the depth of the history. Must not know: files
 * (except as locations in messages), schemas, databases.
 */
#ifndef SCHEMAC_REV_GRAPH_GRAPH_H
#define SCHEMAC_REV_GRAPH_GRAPH_H

#include "base/arena.h"
#include "base/map.h"
#include "diag/diag.h"
#include "rev/graph/revision.h"

#include <stdbool.h>

/* The origin of a revision. */
struct revision_origin {
	const char *text; /* "commit 4f2a91c0ab Ann <…>, 2026-11-21: Add phone"; NULL: unknown */
	bool shared;      /* the target branch contains it */
};

/*
 * Finds origins, for messages. If `find` is NULL, all origins are unknown. note_missing adds notes
 * to the last diagnostic about a revision that a database is at but the graph lacks: its branches,
 * and how to undo it. It may be NULL.
 */
struct origins {
	void *data;
	void (*find)(void *data, const struct revision *revision, struct revision_origin *out);
	void (*note_missing)(void *data, const char *id);
};

struct graph {
	struct origins origins; /* set by the caller that loaded the revisions */
	struct revisions all;   /* all[i]->number == i */
	struct revisions by_id; /* sorted by id, to find prefixes */
	struct revisions heads; /* without children, sorted by id */
	struct revisions bases; /* without parents, sorted by id */
	struct map ids;         /* id to struct revision * */
	struct map labels;      /* label to the struct revision * that has it */
};

/*
 * Builds the graph and fills in the graph fields of the revisions. -1 if ids, labels or references
 * are invalid, with a diagnostic for each; the graph is then empty.
 */
int graph_build(struct arena *arena, struct graph *out, const struct revisions *revisions,
	struct diagnostics *diagnostics);

/* The revision with exactly this id or label; NULL if absent. */
struct revision *graph_find(const struct graph *graph, const char *id);
struct revision *graph_find_label(const struct graph *graph, const char *label);

#endif
