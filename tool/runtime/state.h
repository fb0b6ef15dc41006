/*
 * state: what is applied.
 *
 * The applied set is the rows of the version table and all they rest on (parents and depends_on);
 * the rows are its heads, the members that nothing applied rests on. A row that the bundle lacks
 * is a ghost of the graph; what it rests on is looked up in the history.
 *
 * Changes are made here, in memory, move by move, and written by state_flush() before COMMIT.
 */
#ifndef SCHEMAC_RUNTIME_STATE_H
#define SCHEMAC_RUNTIME_STATE_H

#include "runtime/graph.h"
#include "runtime/version.h"

struct state {
	struct graph graph;
	bool has_version; /* the tables exist */
	bool has_history;

	char **rows; /* as read, sorted by the engine */
	size_t row_count;
	size_t row_capacity;

	/* One for each node of the graph; capacity of each, which may be more. */
	size_t capacity;
	bool *applied;
	size_t *above;  /* how many applied nodes rest directly on this one */
	bool *stored;   /* is a row of the version table */
	bool *is_dirty; /* in dirty */
	size_t *dirty;  /* nodes whose row may have to come or go */
	size_t dirty_count;
};

int scrt_state_init(struct session *session, struct state *state);

/* Reads both tables; forgets what was not flushed. */
int scrt_state_read(struct session *session, struct state *state);

/* A node that is applied and on which nothing applied rests. */
bool scrt_state_is_head(const struct state *state, size_t node);

/* Notes that a node was applied or undone; its edges say which rows that concerns. */
void scrt_state_move(struct state *state, size_t index, enum schemac_direction direction);

/* Makes these nodes, and what they rest on, all that is applied. */
void scrt_state_set(struct state *state, const size_t *nodes, size_t count);

/* Writes the rows that changed since the last read or flush. Inside a transaction. */
int scrt_state_flush(struct session *session, struct state *state);

/* The first row that the bundle lacks, or NULL. */
const char *scrt_state_unknown(const struct state *state);

#endif
