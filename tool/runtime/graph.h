/*
 * graph: the revisions of the bundle and of the database, as nodes with an index.
 *
 * Nodes 0 … known-1 are bundle->revisions in their order, parents before children. The nodes after
 * them are ghosts, in any order: revisions that the version table or the history names and the
 * bundle does not contain. An edge leads from a revision to one that it requires.
 */
#ifndef SCHEMAC_RUNTIME_GRAPH_H
#define SCHEMAC_RUNTIME_GRAPH_H

#include "runtime/session.h"

struct node {
	const char *id;
	const struct schemac_revision *revision; /* NULL: a ghost */
	size_t *below; /* the required nodes: parents, then depends_on */
	size_t below_count;
	size_t parent_count; /* of below; all of a ghost are parents */
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
 * any of them. target and nodes that only depend on target are not marked. target GRAPH_NONE marks
 * every node. marks has an item for each known node.
 */
void scrt_graph_mark_after(const struct graph *graph, size_t target, bool *marks);

#endif
