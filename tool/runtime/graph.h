/*
 * graph: the revisions of the bundle and of the database, as indexed nodes.
 *
 * Nodes 0 … known-1 are bundle->revisions in their order, parents before children. They are
 * followed by ghosts, in any order: revisions that appear in the version table or the history but
 * are missing from the bundle. An edge leads from a revision to one that it requires.
 */
#ifndef SCHEMAC_RUNTIME_GRAPH_H
#define SCHEMAC_RUNTIME_GRAPH_H

#include "runtime/session.h"

struct node {
	const char *id;
	const struct schemac_revision *revision; /* NULL: a ghost */
	size_t *below; /* the required nodes: parents, then depends_on */
	size_t below_count;
	size_t parent_count; /* in below; all those of a ghost are parents */
};

struct graph {
	struct node *nodes;
	size_t count;
	size_t capacity;
	size_t known;
	size_t *by_id; /* the known nodes, sorted by id */
};

#define GRAPH_NONE ((size_t)-1)

/* Builds the graph of the session's bundle. SCHEMAC_ERROR_USAGE if the bundle is invalid. */
int scrt_graph_init(struct session *session, struct graph *graph);

/* Returns the node with this id, or GRAPH_NONE. */
size_t scrt_graph_find(const struct graph *graph, const char *id);

/* Adds a ghost without edges. Returns its index, or GRAPH_NONE with the error set. */
size_t scrt_graph_add_ghost(struct session *session, struct graph *graph, const char *id);

/* Adds an edge from a ghost to its parent. */
int scrt_graph_add_parent(struct session *session, struct graph *graph, size_t node, size_t parent);

/*
 * Marks the nodes that a downgrade to target undoes: its descendants, and the nodes that require
 * any of them. target itself and nodes that only depend on it are not marked. If target is
 * GRAPH_NONE, every node is marked. marks has one element per known node.
 */
void scrt_graph_mark_after(const struct graph *graph, size_t target, bool *marks);

#endif
