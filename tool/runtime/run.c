#include "runtime/run.h"

#include "runtime/history.h"
#include "runtime/run_check.h"
#include "runtime/script.h"
#include "runtime/stored_script.h"

#include <stdio.h>
#include <string.h>

int
scrt_run_add_script(struct run *run, size_t node, enum schemac_direction direction,
	const struct schemac_revision *revision, const struct schemac_script *script)
{
	struct action *actions = scrt_grow(
		&run->session, run->actions, run->count, &run->capacity, sizeof(*actions));
	if (!actions)
		return -1;
	run->actions = actions;
	struct action action = {node, direction, revision, script};
	run->actions[run->count++] = action;
	return 0;
}

int
scrt_run_add(struct run *run, size_t node, enum schemac_direction direction)
{
	const struct schemac_revision *revision = run->state.graph.nodes[node].revision;
	enum schemac_dialect dialect = run->session.db.driver->dialect;
	return scrt_run_add_script(run, node, direction, revision,
		direction == SCHEMAC_UP ? &revision->upgrade[dialect]
					: &revision->downgrade[dialect]);
}

static bool
is_done(const struct run *run, const struct action *action)
{
	return run->state.applied[action->node] == (action->direction == SCHEMAC_UP);
}

/* Removes the actions that will already be done when they are reached. */
static void
drop_done(struct run *run)
{
	size_t kept = 0;
	for (size_t i = 0; i < run->count; i++) {
		if (is_done(run, &run->actions[i]))
			continue;
		run->actions[kept] = run->actions[i];
		scrt_state_move(&run->state, run->actions[kept].node, run->actions[kept].direction);
		kept++;
	}
	run->count = kept;
	while (kept-- > 0)
		scrt_state_move(&run->state, run->actions[kept].node,
			run->actions[kept].direction == SCHEMAC_UP ? SCHEMAC_DOWN : SCHEMAC_UP);
}

static struct needs
find_needs(const struct run *run)
{
	struct needs needs = {false, false};
	for (size_t i = 0; i < run->count; i++) {
		needs.rebuilds |= scrt_script_rebuilds(run->actions[i].script);
		needs.no_transaction |= run->actions[i].script->no_transaction;
	}
	return needs;
}

static bool
is_prepared(const struct run *run)
{
	struct needs needs = find_needs(run);
	return run->needs.rebuilds >= needs.rebuilds &&
	       run->needs.no_transaction >= needs.no_transaction;
}

/* Plans and checks the actions that remain to be done. */
static int
make_plan(void *data)
{
	struct run *run = data;
	run->count = 0;
	run->next = 0;
	if (scrt_state_read(&run->session, &run->state) || run->plan(run))
		return -1;
	drop_done(run);
	return scrt_run_check_plan(run);
}

static void
add_ids(struct text *text, const char *const *ids)
{
	for (; ids && *ids; ids++) {
		if (text->length)
			scrt_text_add(text, " ", 1);
		scrt_text_puts(text, *ids);
	}
}

/* Formats the downgrade script for the history; *down remains NULL if there is none. */
static int
print_down(struct run *run, const struct action *action, char **down)
{
	const struct schemac_script *script =
		&action->revision->downgrade[run->session.db.driver->dialect];
	if (action->direction != SCHEMAC_UP || !scrt_script_has_down(action->script, script))
		return 0;
	*down = scrt_stored_script_print(&run->session, script);
	return *down ? 0 : -1;
}

static int
record_action(struct run *run, const struct action *action, long long begun, long long duration)
{
	struct pool *pool = &run->session.pool;
	struct text revises = {.pool = pool};
	char *down = NULL;
	scrt_text_puts(&revises, "");
	add_ids(&revises, action->revision->parents);
	add_ids(&revises, action->revision->depends_on);
	if (revises.failed)
		return scrt_no_memory(&run->session);
	if (print_down(run, action, &down))
		return -1;
	struct history_record record = {
		.revision = action->revision->id,
		.direction = action->direction == SCHEMAC_UP ? "upgrade" : "downgrade",
		.digest = action->revision->digest,
		.revises = revises.data,
		.message = action->revision->message,
		.down = down,
		.applied_at = begun,
		.duration_ms = duration,
	};
	int result = scrt_history_add(&run->session, &record);
	scrt_pool_resize(pool, revises.data, 0);
	scrt_pool_resize(pool, down, 0);
	return result;
}

static void
begin_progress(struct run *run, const struct action *action)
{
	struct schemac_progress *progress = &run->session.progress;
	memset(progress, 0, sizeof(*progress));
	progress->direction = action->direction;
	progress->revision = action->revision;
	progress->move = (size_t)(action - run->actions) + 1;
	progress->move_count = run->count;
	scrt_progress(&run->session, SCHEMAC_EVENT_BEGIN);
}

static int begin(struct run *run);
static int commit(struct run *run);

/*
 * Runs a script outside a transaction, then rereads the state, because another run may have changed
 * it.
 */
static int
run_outside(struct run *run, const struct action *action)
{
	struct session *session = &run->session;
	if (commit(run))
		return -1;
	session->revision = action->revision;
	if (scrt_script_run(session, action->script))
		return -1;
	return begin(run) || scrt_state_read(session, &run->state) ? -1 : 0;
}

static int
run_action(struct run *run, const struct action *action)
{
	struct session *session = &run->session;
	session->revision = action->revision;
	begin_progress(run, action);
	if (scrt_check_interrupt(session))
		return -1;
	long long begun = scrt_now(session);
	if (action->script->no_transaction ? run_outside(run, action)
					   : scrt_script_run(session, action->script))
		return -1;
	if (!is_done(run, action)) {
		long long duration = scrt_now(session) - begun;
		session->progress.duration_ms = duration;
		scrt_state_move(&run->state, action->node, action->direction);
		if (record_action(run, action, begun, duration))
			return -1;
	}
	scrt_progress(session, SCHEMAC_EVENT_END);
	session->shown = true;
	session->progress.revision = NULL;
	session->revision = NULL;
	run->last = action->revision;
	run->outside = action->script->no_transaction;
	run->unwritten++;
	return 0;
}

static int
begin(struct run *run)
{
	run->unwritten = 0;
	return run->session.db.driver->begin(&run->session);
}

static int
commit(struct run *run)
{
	struct session *session = &run->session;
	/*
	 * COMMIT detects violations of deferred constraints. They are attributed to a revision only
	 * if it is the only one in the transaction.
	 */
	session->revision = run->unwritten == 1 ? run->last : NULL;
	if (scrt_history_flush(session) || scrt_state_flush(session, &run->state) ||
		session->db.driver->commit(session))
		return -1;
	session->revision = NULL;
	session->shown = false;
	return 0;
}

static void
rollback(struct run *run)
{
	scrt_history_drop(&run->session);
	if (run->session.in_transaction)
		run->session.db.driver->rollback(&run->session);
}

/* A script that ran outside a transaction cannot be rolled back: record it immediately. */
static bool
must_commit(const struct run *run)
{
	return run->unwritten &&
	       (run->session.options.transaction_per_migration || run->outside);
}

/* Requires an open transaction. Commits it, or leaves it open and returns -1. */
static int
run_actions(struct run *run)
{
	struct session *session = &run->session;
	while (run->next < run->count) {
		const struct action *action = &run->actions[run->next];
		if (must_commit(run) &&
			(commit(run) || begin(run) || scrt_state_read(session, &run->state)))
			return -1;
		if (!is_done(run, action) && scrt_run_check_action(run, action))
			return -1;
		if (!is_done(run, action) && run_action(run, action))
			return -1;
		run->next++;
	}
	return commit(run);
}

/*
 * In a database without a version table, an object that exists before the first revision may have
 * been made without schemac.
 */
static void
mention_stamp(struct run *run)
{
	struct schemac_error *error = run->session.error;
	size_t length = strlen(error->message);
	if (run->state.has_version || run->last || error->kind != SCHEMAC_ERROR_SQL ||
		!strstr(error->message, "already exists"))
		return;
	snprintf(error->message + length, sizeof(error->message) - length,
		"; the database has no version table: if it already has the schema of a revision, "
		"record it with stamp");
}

/*
 * Plans and runs under the migration lock. Returns 1 if run_begin() must be repeated with different
 * needs.
 */
static int
run_locked(struct run *run)
{
	struct session *session = &run->session;
	if (begin(run) || make_plan(run))
		return -1;
	if (run->count == 0 || !is_prepared(run)) {
		rollback(run);
		return run->count ? 1 : 0;
	}
	if (scrt_version_create(session, run->state.has_version, run->state.has_history))
		return -1;
	int result = run_actions(run);
	if (result)
		mention_stamp(run);
	return result;
}

static int
run_prepared(struct run *run)
{
	const struct schemac_driver *driver = run->session.db.driver;
	int result;
	do {
		run->needs = find_needs(run);
		result = driver->run_begin(&run->session, &run->needs);
		if (!result)
			result = run_locked(run);
		rollback(run);
		if (driver->run_end(&run->session))
			result = -1;
	} while (result > 0 || (result < 0 && scrt_retry(&run->session)));
	return result;
}

int
scrt_run(struct run *run, struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error)
{
	int result = scrt_session_open(&run->session, db, bundle, options, error);
	run->session.repeats = true;
	if (!result)
		result = scrt_state_init(&run->session, &run->state);
	if (!result)
		result = scrt_read(&run->session, make_plan, run);
	if (!result && run->count)
		result = run_prepared(run);
	return scrt_session_close(&run->session, result);
}
