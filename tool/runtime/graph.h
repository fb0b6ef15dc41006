/*
 * graph: the revisions of the bundle, and those that only the database knows, by index.
 *
 * Nodes 0 … known-1 are bundle->revisions in their order, parents before children. A ghost is a
 * revision that the version table or the history names and the bundle lacks; ghosts come after, in
 * no order. Edges go to parents and to what a revision depends on.
 */
#ifndef SCHEMAC_RUNTIME_GRAPH_H
#define SCHEMAC_RUNTIME_GRAPH_H

#include "runtime/session.h"

struct node {
	const char *id;
	const struct schemac_revision *revision; /* NULL: a ghost */
	size_t *below; /* indices of what must be applied before: parents, then depends_on */
	size_t below_count;
	size_t parent_count; /* the first of below that are parents; a ghost's are all */
};

struct graph {
	struct node *nodes;
	size_t count;
	size_t capacity;
	size_t known;
	size_t *by_id; /* the known nodes, ordered by id */
};

#define GRAPH_NONE ((size_t)-1)

/* The graph of session's bundle; SCHEMAC_ERROR_USAGE when it is not in order. */
int scrt_graph_init(struct session *session, struct graph *graph);

/* GRAPH_NONE if there is no such revision. */
size_t scrt_graph_find(const struct graph *graph, const char *id);

/* Adds a ghost without edges; its index, or GRAPH_NONE with the error set. */
size_t scrt_graph_add_ghost(struct session *session, struct graph *graph, const char *id);

/* Adds an edge from node to what it revises; -1 with the error set. */
int scrt_graph_add_parent(struct session *session, struct graph *graph, size_t node, size_t parent);

/*
 * Marks (marks has one for each known node) what goes when everything after target is undone: its
 * children and theirs, and whatever revises or depends on any of them. target itself stays
 * unmarked, and so does what merely depends on it. GRAPH_NONE: everything.
 */
void scrt_graph_mark_after(const struct graph *graph, size_t target, bool *marks);

#endif
