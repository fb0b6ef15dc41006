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
 * Adds the revision and all its ancestors, or all its descendants. Revisions that are already in
 * the set are followed as well, if they lie in that direction. Fill a set in one direction and
 * along one kind of edges only, and join sets with set_add().
 */
void set_add_ancestors(struct revision_set *set, const struct graph *graph,
	const struct revision *revision, enum edges edges);
void set_add_descendants(struct revision_set *set, const struct graph *graph,
	const struct revision *revision, enum edges edges);

void set_add(struct revision_set *set, const struct revision_set *more);

/* The line of a revision: itself, its ancestors and its descendants, along parents. */
struct revision_set set_lineage(
	struct arena *arena, const struct graph *graph, const struct revision *revision);

/*
 * The members that no other member needs, sorted by id. The set must contain the ancestors of its
 * members along all edges. If it is the set of applied revisions, the result is the rows of the
 * version table.
 */
struct revisions set_heads(
	struct arena *arena, const struct graph *graph, const struct revision_set *set);

/* The members, sorted by number. */
struct revisions set_revisions(
	struct arena *arena, const struct graph *graph, const struct revision_set *set);

#endif
