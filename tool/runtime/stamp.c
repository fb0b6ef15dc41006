/*
 * schemac_stamp() and schemac_ensure_version(): write the version table without running a script.
 */
#include "runtime/history.h"
#include "runtime/script.h"
#include "runtime/state.h"

#include <string.h>

struct stamp {
	struct session session;
	struct state state;
	const size_t *revisions;
	size_t revision_count;
	bool sets_rows; /* false: only create the tables */
};

/* Whether there is anything to write: a table to create, or a row to add or remove. */
static bool
is_needed(struct stamp *stamp)
{
	if (stamp->sets_rows)
		scrt_state_set(&stamp->state, stamp->revisions, stamp->revision_count);
	return !stamp->state.has_version || !stamp->state.has_history ||
	       (stamp->sets_rows && stamp->state.dirty_count > 0);
}

static int
record_stamp(struct stamp *stamp, const char *revision, const char *digest)
{
	struct history_record record = {
		.revision = revision,
		.direction = "stamp",
		.digest = digest,
		.applied_at = scrt_now(&stamp->session),
	};
	return scrt_history_add(&stamp->session, &record);
}

static int
record_rows(struct stamp *stamp)
{
	struct state *state = &stamp->state;
	if (!stamp->revision_count)
		return record_stamp(stamp, "base", NULL);
	for (size_t i = 0; i < state->graph.known; i++) {
		const struct node *node = &state->graph.nodes[i];
		if (!state->stored[i] && scrt_state_is_head(state, i) &&
			record_stamp(stamp, node->id, node->revision->digest))
			return -1;
	}
	return 0;
}

static int
write_locked(struct stamp *stamp)
{
	struct session *session = &stamp->session;
	struct state *state = &stamp->state;
	if (scrt_state_read(session, state))
		return -1;
	if (!is_needed(stamp))
		return 0;
	if (scrt_version_create(session, state->has_version, state->has_history))
		return -1;
	if (stamp->sets_rows && (record_rows(stamp) || scrt_history_flush(session) ||
					scrt_state_flush(session, state)))
		return -1;
	return session->db.driver->commit(session);
}

static int
write_once(struct stamp *stamp)
{
	struct session *session = &stamp->session;
	const struct schemac_driver *driver = session->db.driver;
	const struct needs needs = {false, false};
	int result = driver->run_begin(session, &needs);
	if (!result)
		result = driver->begin(session);
	if (!result)
		result = write_locked(stamp);
	if (session->in_transaction)
		driver->rollback(session);
	return driver->run_end(session) ? -1 : result;
}

static int
write_stamp(struct stamp *stamp)
{
	int result;
	do {
		result = write_once(stamp);
	} while (result && scrt_retry(&stamp->session));
	return result;
}

static int
prepare(void *data)
{
	struct stamp *stamp = data;
	struct session *session = &stamp->session;
	if (scrt_state_init(session, &stamp->state))
		return -1;
	for (size_t i = 0; i < stamp->revision_count; i++)
		if (stamp->revisions[i] >= stamp->state.graph.known)
			return scrt_fail(session, SCHEMAC_ERROR_USAGE,
				"revision index %zu is out of range: the bundle has %zu revisions",
				stamp->revisions[i], stamp->state.graph.known);
	for (size_t i = 0; i < stamp->revision_count; i++)
		if (scrt_script_check_dialect(
			    session, &session->bundle->revisions[stamp->revisions[i]]))
			return -1;
	return scrt_state_read(session, &stamp->state);
}

static int
run_stamp(struct stamp *stamp, struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error)
{
	int result = scrt_session_open(&stamp->session, db, bundle, options, error);
	stamp->session.repeats = true;
	if (!result)
		result = scrt_read(&stamp->session, prepare, stamp);
	if (!result && is_needed(stamp))
		result = write_stamp(stamp);
	return scrt_session_close(&stamp->session, result);
}

int
schemac_stamp(struct schemac_db db, const struct schemac_bundle *bundle, const size_t *revisions,
	size_t revision_count, const struct schemac_options *options, struct schemac_error *error)
{
	struct stamp stamp = {
		.revisions = revisions, .revision_count = revision_count, .sets_rows = true};
	return run_stamp(&stamp, db, bundle, options, error);
}

int
schemac_ensure_version(struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error)
{
	struct stamp stamp = {.sets_rows = false};
	return run_stamp(&stamp, db, bundle, options, error);
}
