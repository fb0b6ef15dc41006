/*
 * state: the set of applied revisions.
 *
 * A revision is applied if it is a row of the version table, or if an applied revision requires it
 * (parents and depends_on). The rows are the heads: the applied revisions that no applied revision
 * requires. A row whose revision is not in the bundle becomes a ghost node in the graph; its
 * parents are read from the history.
 *
 * Each action changes the state in memory; scrt_state_flush() writes the rows before COMMIT.
 */
#ifndef SCHEMAC_RUNTIME_STATE_H
#define SCHEMAC_RUNTIME_STATE_H

#include "runtime/graph.h"
#include "runtime/session.h"

struct state {
	struct graph graph;
	bool has_version; /* the version table exists */
	bool has_history; /* schemac_history exists */

	char **rows; /* of the version table, sorted by the engine */
	size_t row_count;
	size_t row_capacity;

	/* These arrays have one element per node of the graph. */
	size_t node_capacity;
	bool *applied;
	size_t *above;  /* number of applied nodes that require this one directly */
	bool *stored;   /* the node is a row of the version table */
	bool *is_dirty; /* the node is in dirty */
	size_t *dirty;  /* nodes whose row may have to be added or removed */
	size_t dirty_count;
};

int scrt_state_init(struct session *session, struct state *state);

/* Reads both tables. Discards changes that have not been flushed. */
int scrt_state_read(struct session *session, struct state *state);

/* Whether the node is applied and no applied node requires it. */
bool scrt_state_is_head(const struct state *state, size_t node);

/* Records that a node has been applied or undone. */
void scrt_state_move(struct state *state, size_t index, enum schemac_direction direction);

/* Replaces the applied set with these nodes and everything they require. */
void scrt_state_set(struct state *state, const size_t *nodes, size_t count);

/* Writes the rows that have changed since the last read or flush. Requires a transaction. */
int scrt_state_flush(struct session *session, struct state *state);

/* Returns the first row whose revision is not in the bundle, or NULL. */
const char *scrt_state_unknown(const struct state *state);

#endif
