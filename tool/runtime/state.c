#include "runtime/state.h"

#include "runtime/history.h"

#include <string.h>

int
scrt_state_init(struct session *session, struct state *state)
{
	memset(state, 0, sizeof(*state));
	if (scrt_version_init(session))
		return -1;
	return scrt_graph_init(session, &state->graph);
}

/* Allocates and zeroes the arrays that have one element per node. */
static int
reset_nodes(struct session *session, struct state *state)
{
	size_t count = state->graph.count;
	if (count + 1 > state->node_capacity) {
		size_t capacity = count + count / 2 + 1;
		state->node_capacity = 0;
		state->applied = scrt_alloc(session, capacity, sizeof(*state->applied));
		state->above = scrt_alloc(session, capacity, sizeof(*state->above));
		state->stored = scrt_alloc(session, capacity, sizeof(*state->stored));
		state->is_dirty = scrt_alloc(session, capacity, sizeof(*state->is_dirty));
		state->dirty = scrt_alloc(session, capacity, sizeof(*state->dirty));
		if (session->error->kind != SCHEMAC_ERROR_NONE)
			return -1;
		state->node_capacity = capacity;
	}
	memset(state->applied, 0, state->node_capacity * sizeof(*state->applied));
	memset(state->above, 0, state->node_capacity * sizeof(*state->above));
	memset(state->stored, 0, state->node_capacity * sizeof(*state->stored));
	memset(state->is_dirty, 0, state->node_capacity * sizeof(*state->is_dirty));
	state->dirty_count = 0;
	return 0;
}

struct row_reader {
	struct session *session;
	struct state *state;
	size_t node; /* the node whose parents are being read */
	bool failed;
};

static int
take_row(void *data, const char *const *values)
{
	struct row_reader *reader = data;
	struct state *state = reader->state;
	reader->failed = true;
	if (!values[0])
		return scrt_fail(reader->session, SCHEMAC_ERROR_STATE,
			"the version table has a row with NULL");
	char **rows = scrt_grow(reader->session, state->rows, state->row_count,
		&state->row_capacity, sizeof(*rows));
	if (!rows)
		return -1;
	state->rows = rows;
	char *row = scrt_copy(reader->session, values[0], strlen(values[0]));
	if (!row)
		return -1;
	state->rows[state->row_count++] = row;
	reader->failed = false;
	return 0;
}

static int
read_rows(struct session *session, struct state *state)
{
	while (state->row_count)
		scrt_pool_resize(&session->pool, state->rows[--state->row_count], 0);
	if (!state->has_version)
		return 0;
	struct row_reader reader = {session, state, GRAPH_NONE, false};
	if (scrt_version_rows(session, take_row, &reader) || reader.failed)
		return -1;
	return 0;
}

/* Finds or adds the node with this id, and makes it a parent of `above`. */
static int
add_below(struct session *session, struct graph *graph, size_t above, const char *id, size_t length)
{
	char *copy = scrt_copy(session, id, length);
	if (!copy)
		return -1;
	size_t below = scrt_graph_find(graph, copy);
	if (below == GRAPH_NONE)
		below = scrt_graph_add_ghost(session, graph, copy);
	scrt_pool_resize(&session->pool, copy, 0);
	if (below == GRAPH_NONE)
		return -1;
	return below == above ? 0 : scrt_graph_add_parent(session, graph, above, below);
}

/* values[0] is a space-separated list of ids. */
static int
take_parents(void *data, const char *const *values)
{
	struct row_reader *reader = data;
	const char *at = values[0] ? values[0] : "";
	while (*(at += strspn(at, " "))) {
		size_t length = strcspn(at, " ");
		if (add_below(
			    reader->session, &reader->state->graph, reader->node, at, length)) {
			reader->failed = true;
			return -1;
		}
		at += length;
	}
	return 0;
}

/*
 * Adds rows whose revision is not in the bundle to the graph; reads their parents from the history.
 */
static int
add_ghosts(struct session *session, struct state *state)
{
	struct graph *graph = &state->graph;
	size_t first = graph->count;
	for (size_t i = 0; i < state->row_count; i++)
		if (scrt_graph_find(graph, state->rows[i]) == GRAPH_NONE &&
			scrt_graph_add_ghost(session, graph, state->rows[i]) == GRAPH_NONE)
			return -1;
	for (size_t node = first; state->has_history && node < graph->count; node++) {
		struct row_reader reader = {session, state, node, false};
		if (scrt_history_last(session, graph->nodes[node].id, take_parents, &reader) ||
			reader.failed)
			return -1;
	}
	return 0;
}

static void
mark_dirty(struct state *state, size_t node)
{
	if (state->is_dirty[node])
		return;
	state->is_dirty[node] = true;
	state->dirty[state->dirty_count++] = node;
}

/*
 * Applies the dirty nodes and everything they require. Before the call, `dirty` lists the nodes to
 * visit; afterwards, the nodes whose row has to be added or removed.
 */
static void
apply_dirty(struct state *state)
{
	for (size_t i = 0; i < state->dirty_count; i++) {
		const struct node *node = &state->graph.nodes[state->dirty[i]];
		state->applied[state->dirty[i]] = true;
		for (size_t edge = 0; edge < node->below_count; edge++) {
			state->above[node->below[edge]]++;
			mark_dirty(state, node->below[edge]);
		}
	}
	state->dirty_count = 0;
	memset(state->is_dirty, 0, state->graph.count * sizeof(*state->is_dirty));
	for (size_t i = 0; i < state->graph.count; i++)
		if (state->stored[i] != scrt_state_is_head(state, i))
			mark_dirty(state, i);
}

int
scrt_state_read(struct session *session, struct state *state)
{
	if (scrt_version_find(session, &state->has_version, &state->has_history))
		return -1;
	if (read_rows(session, state) || add_ghosts(session, state))
		return -1;
	if (reset_nodes(session, state))
		return -1;
	for (size_t i = 0; i < state->row_count; i++) {
		size_t node = scrt_graph_find(&state->graph, state->rows[i]);
		state->stored[node] = true;
		mark_dirty(state, node);
	}
	apply_dirty(state);
	return 0;
}

void
scrt_state_set(struct state *state, const size_t *nodes, size_t count)
{
	size_t all = state->graph.count;
	memset(state->applied, 0, all * sizeof(*state->applied));
	memset(state->above, 0, all * sizeof(*state->above));
	memset(state->is_dirty, 0, all * sizeof(*state->is_dirty));
	state->dirty_count = 0;
	for (size_t i = 0; i < count; i++)
		mark_dirty(state, nodes[i]);
	apply_dirty(state);
}

bool
scrt_state_is_head(const struct state *state, size_t node)
{
	return state->applied[node] && state->above[node] == 0;
}

void
scrt_state_move(struct state *state, size_t index, enum schemac_direction direction)
{
	const struct node *node = &state->graph.nodes[index];
	state->applied[index] = direction == SCHEMAC_UP;
	mark_dirty(state, index);
	for (size_t edge = 0; edge < node->below_count; edge++) {
		size_t below = node->below[edge];
		state->above[below] += direction == SCHEMAC_UP ? 1 : (size_t)-1;
		mark_dirty(state, below);
	}
}

int
scrt_state_flush(struct session *session, struct state *state)
{
	for (size_t i = 0; i < state->dirty_count; i++) {
		size_t node = state->dirty[i];
		const char *id = state->graph.nodes[node].id;
		bool head = scrt_state_is_head(state, node);
		state->is_dirty[node] = false;
		if (head == state->stored[node])
			continue;
		if (head ? scrt_version_add(session, id) : scrt_version_remove(session, id))
			return -1;
		state->stored[node] = head;
	}
	state->dirty_count = 0;
	return 0;
}

const char *
scrt_state_unknown(const struct state *state)
{
	for (size_t i = 0; i < state->row_count; i++)
		if (scrt_graph_find(&state->graph, state->rows[i]) >= state->graph.known)
			return state->rows[i];
	return NULL;
}
