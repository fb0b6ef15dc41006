/* schemac_status() and schemac_history(). */
#include "runtime/history.h"
#include "runtime/state.h"

#include <stdlib.h>
#include <string.h>

struct status_query {
	struct session session;
	struct state state;
	bool *edited; /* for each known node: whether the last digest in the history differs */
};

/* Only the last row of each revision counts. */
static int
take_digest(void *data, const char *const *values)
{
	struct status_query *query = data;
	const struct graph *graph = &query->state.graph;
	size_t node = values[0] ? scrt_graph_find(graph, values[0]) : GRAPH_NONE;
	if (node >= graph->known)
		return 0;
	const char *now = graph->nodes[node].revision->digest;
	query->edited[node] = now && values[1] && strcmp(now, values[1]) != 0;
	return 0;
}

static int
read_state(void *data)
{
	struct status_query *query = data;
	struct session *session = &query->session;
	if (scrt_state_init(session, &query->state) || scrt_state_read(session, &query->state))
		return -1;
	query->edited = scrt_alloc(session, query->state.graph.known, sizeof(*query->edited));
	if (!query->edited)
		return -1;
	return query->state.has_history ? scrt_history_digests(session, take_digest, query) : 0;
}

static int
allocate(struct session *session, struct schemac_status *status, const struct state *state)
{
	size_t known = state->graph.known;
	status->unknown = scrt_alloc(session, state->row_count, sizeof(*status->unknown));
	status->applied = scrt_alloc(session, known, sizeof(*status->applied));
	status->pending = scrt_alloc(session, known, sizeof(*status->pending));
	status->edited = scrt_alloc(session, known, sizeof(*status->edited));
	return session->error->kind == SCHEMAC_ERROR_NONE ? 0 : -1;
}

static enum schemac_state
classify(const struct schemac_status *status)
{
	if (status->unknown_count)
		return SCHEMAC_STATE_UNKNOWN;
	if (!status->pending_count)
		return SCHEMAC_STATE_CURRENT;
	return status->has_version_table ? SCHEMAC_STATE_BEHIND : SCHEMAC_STATE_UNVERSIONED;
}

static int
fill(struct status_query *query, struct schemac_status *status)
{
	const struct state *state = &query->state;
	if (allocate(&query->session, status, state))
		return -1;
	status->has_version_table = state->has_version;
	status->rows = state->rows;
	status->row_count = state->row_count;
	for (size_t i = 0; i < state->row_count; i++)
		if (scrt_graph_find(&state->graph, state->rows[i]) >= state->graph.known)
			status->unknown[status->unknown_count++] = state->rows[i];
	for (size_t i = 0; i < state->graph.known; i++) {
		status->applied[i] = state->applied[i];
		if (!state->applied[i])
			status->pending[status->pending_count++] = i;
		else if (query->edited[i])
			status->edited[status->edited_count++] = i;
		status->applied_count += state->applied[i];
	}
	status->state = classify(status);
	return 0;
}

int
schemac_status(struct schemac_status *status, struct schemac_db db,
	const struct schemac_bundle *bundle, const struct schemac_options *options,
	struct schemac_error *error)
{
	struct status_query query;
	memset(&query, 0, sizeof(query));
	memset(status, 0, sizeof(*status));
	int result = scrt_session_open(&query.session, db, bundle, options, error);
	if (!result)
		result = scrt_read(&query.session, read_state, &query);
	if (!result)
		result = fill(&query, status);
	if (!result) {
		status->allocator = query.session.pool.allocator;
		status->memory = query.session.pool.items;
		query.session.pool.items = NULL;
	} else {
		memset(status, 0, sizeof(*status));
	}
	return scrt_session_close(&query.session, result);
}

void
schemac_status_release(struct schemac_status *status)
{
	struct pool pool = {status->allocator, status->memory};
	scrt_pool_release(&pool);
	memset(status, 0, sizeof(*status));
}

struct history_reader {
	struct session session;
	int (*entry)(void *data, const struct schemac_history_entry *entry);
	void *data;
};

static int
take_entry(void *data, const char *const *values)
{
	struct history_reader *reader = data;
	struct schemac_history_entry entry = {
		.revision = values[HISTORY_REVISION],
		.direction = values[HISTORY_DIRECTION],
		.digest = values[HISTORY_DIGEST],
		.revises = values[HISTORY_REVISES],
		.message = values[HISTORY_MESSAGE],
		.applied_at = values[HISTORY_APPLIED_AT],
		.applied_by = values[HISTORY_APPLIED_BY],
		.tool = values[HISTORY_TOOL],
		.duration_ms =
			values[HISTORY_DURATION] ? strtoll(values[HISTORY_DURATION], NULL, 10) : 0,
		.has_down = values[HISTORY_HAS_DOWN] && values[HISTORY_HAS_DOWN][0] == '1',
	};
	return reader->entry(reader->data, &entry);
}

static int
list_history(void *data)
{
	struct history_reader *reader = data;
	struct session *session = &reader->session;
	bool has_version = false, has_history = false;
	if (scrt_version_init(session) || scrt_version_find(session, &has_version, &has_history))
		return -1;
	return has_history ? scrt_history_all(session, take_entry, reader) : 0;
}

int
schemac_history(struct schemac_db db, const struct schemac_bundle *bundle,
	int (*entry)(void *data, const struct schemac_history_entry *entry), void *data,
	const struct schemac_options *options, struct schemac_error *error)
{
	struct history_reader reader = {.entry = entry, .data = data};
	int result = scrt_session_open(&reader.session, db, bundle, options, error);
	if (!result)
		result = scrt_read(&reader.session, list_history, &reader);
	return scrt_session_close(&reader.session, result);
}
