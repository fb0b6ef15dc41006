/*
 * set: sets of revisions of one graph, and how to fill them along its edges.
 */
#ifndef SCHEMAC_REV_GRAPH_SET_H
#define SCHEMAC_REV_GRAPH_SET_H

#include "base/arena.h"
#include "rev/graph/graph.h"

#include <stdbool.h>
#include <stddef.h>

/* A set of revisions of one graph: has[number]. */
struct revision_set {
	bool *has;
	size_t count; /* revisions of the graph */
};

enum edges {
	EDGES_PARENTS = 1,
	EDGES_DEPENDENCIES = 2,
	EDGES_ALL = EDGES_PARENTS | EDGES_DEPENDENCIES,
};

struct revision_set set_new(struct arena *arena, const struct graph *graph);

/*
 * Adds the revision and all that can be reached from it downwards (older) or upwards (younger),
 * and likewise from what was in the set before, as far as it lies in that direction. A set is
 * filled in one direction and by the same edges only; others are joined by set_add().
 */
void set_add_ancestors(struct revision_set *set, const struct graph *graph,
	const struct revision *revision, enum edges edges);
void set_add_descendants(struct revision_set *set, const struct graph *graph,
	const struct revision *revision, enum edges edges);

void set_add(struct revision_set *set, const struct revision_set *more);

/* The line of a revision: it, its ancestors and its descendants, by parents. */
struct revision_set set_lineage(
	struct arena *arena, const struct graph *graph, const struct revision *revision);

/*
 * Of a set that holds all its ancestors by all edges: those that nothing else in it needs, sorted
 * by id. Where the set is what is applied, they are the rows of the version table.
 */
struct revisions set_heads(
	struct arena *arena, const struct graph *graph, const struct revision_set *set);

/* Its members by number. */
struct revisions set_revisions(
	struct arena *arena, const struct graph *graph, const struct revision_set *set);

#endif
