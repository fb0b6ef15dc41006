#include "apply/migration.h"

#include "base/interrupt.h"
#include "review/revision_losses.h"
#include "workspace/identity.h"

#include <stdio.h>

int
migration_report(struct migration *m, const struct schemac_error *error)
{
	return database_report(m->workspace, &m->database, error);
}

int
migration_load(struct workspace *workspace, struct migration *m,
	const struct migration_settings *settings)
{
	*m = (struct migration){.workspace = workspace};
	if (workspace_store(workspace, &m->store) != 0)
		return -1;
	database_options(workspace, &m->options);
	m->options.applied_by = identity_account(workspace);
	m->options.allow_unreviewed = settings->allow_unreviewed;
	m->options.data = settings->progress_data;
	m->options.progress = settings->progress;
	if (settings->tag != NULL)
		m->options.tool = arena_printf(
			&workspace->arena, "%s [%s]", m->options.tool, settings->tag);
	m->bundle = workspace_bundle_new(workspace, &m->store, NULL, false);
	return m->bundle != NULL ? 0 : -1;
}

static int
connect_to(struct migration *m, enum engine_mode mode)
{
	struct workspace *workspace = m->workspace;
	struct schemac_error error;
	if (database_open(workspace, &m->database, mode) != 0)
		return -1;
	m->options.interrupted = interrupt_asked;
	/* A read blocks nobody while it waits, so that it need not be repeated. */
	struct schemac_options options = m->options;
	if (mode == ENGINE_TO_CHANGE)
		options.lock_timeout_ms = options.busy_timeout_ms;
	if (schemac_status(&m->status, m->database.db, m->bundle, &options, &error) != 0) {
		migration_report(m, &error);
		database_close(&m->database);
		return -1;
	}
	m->is_open = true;
	for (size_t i = 0; i < m->status.row_count; i++)
		*VEC_ADD(&workspace->arena, &m->rows) = m->status.rows[i];
	return 0;
}

int
migration_open(struct workspace *workspace, struct migration *m,
	const struct migration_settings *settings, enum engine_mode mode)
{
	return migration_load(workspace, m, settings) == 0 ? connect_to(m, mode) : -1;
}

void
migration_close(struct migration *m)
{
	if (!m->is_open)
		return;
	schemac_status_release(&m->status);
	database_close(&m->database);
	m->is_open = false;
}

int
migration_read_reviews(struct migration *m, const struct graph_plan *plan)
{
	struct workspace *workspace = m->workspace;
	size_t *numbers = arena_alloc(&workspace->arena, plan->moves.len * sizeof(*numbers));
	for (size_t i = 0; i < plan->moves.len; i++)
		numbers[i] = plan->moves.items[i].revision;
	return runtime_bundle_read_reviews(&workspace->arena, m->bundle, &m->store.graph, numbers,
		plan->moves.len, &workspace->diagnostics);
}

/* ------------------------------------------------------------------ planning */

/*
 * Revisions that were edited after they were applied cause only a warning: a person must decide
 * what to do.
 */
static void
report_edited(struct migration *m)
{
	for (size_t i = 0; i < m->status.edited_count; i++) {
		const struct revision *revision = m->store.graph.all.items[m->status.edited[i]];
		diag_add(&m->workspace->diagnostics, DIAG_EDITED_APPLIED, revision->at,
			"revision %s was changed after it was applied to %s", revision->id,
			m->database.url.shown);
	}
}

static int
make_plan(struct migration *m, const char *target, bool up)
{
	struct workspace *workspace = m->workspace;
	m->plan = (struct graph_plan){0};
	return (up ? graph_plan_upgrade : graph_plan_downgrade)(&workspace->arena, &m->plan,
		&m->store.graph, &m->rows, target, &workspace->diagnostics);
}

/* The runtime's check, for a SQLite file that is not created unless the upgrade can run. */
static int
check_dialect(struct migration *m)
{
	VEC_EACH (const struct schemac_move, move, m->plan.moves) {
		const struct schemac_revision *revision = &m->bundle->revisions[move->revision];
		if (revision->upgrade[SCHEMAC_DIALECT_SQLITE].present ||
			!revision->upgrade[SCHEMAC_DIALECT_POSTGRESQL].present)
			continue;
		struct schemac_error error = {.kind = SCHEMAC_ERROR_DIALECT, .file = revision->file};
		snprintf(error.message, sizeof(error.message),
			"revision %s was written for PostgreSQL and has no SQL for SQLite",
			revision->id);
		return migration_report(m, &error);
	}
	return 0;
}

int
migration_begin(struct workspace *workspace, struct migration *m,
	const struct migration_settings *settings, const char *target, bool up, bool dry_run)
{
	if (migration_load(workspace, m, settings) != 0)
		return -1;
	m->makes_file = database_is_missing(workspace);
	/*
	 * Plans the moves before creating the file, so that a failed plan leaves no empty database.
	 * A new database has no rows.
	 */
	if (m->makes_file &&
		(make_plan(m, target, up) != 0 || migration_read_reviews(m, &m->plan) != 0 ||
			check_dialect(m) != 0))
		return -1;
	if (m->makes_file && dry_run)
		return 0;
	if (connect_to(m, dry_run ? ENGINE_TO_INSPECT : ENGINE_TO_CHANGE) != 0)
		return -1;
	report_edited(m);
	if (make_plan(m, target, up) == 0)
		return 0;
	migration_close(m);
	return -1;
}

int
migration_losses(struct migration *m, struct texts *out)
{
	VEC_EACH (const struct schemac_move, move, m->plan.moves)
		if (move->direction == SCHEMAC_DOWN &&
			revision_losses_find(m->workspace, &m->store,
				m->store.graph.all.items[move->revision], SCHEMAC_DOWN, out) != 0)
			return -1;
	return 0;
}

/* ------------------------------------------------------------------ running */

enum { PATIENCE = 1000 /* milliseconds, for a lock that may be why the run failed */ };

/* The number of moves already made on the database; -1 if it cannot be read. */
static long
count_made(struct migration *m, const struct graph_plan *plan)
{
	struct schemac_status status;
	long made = 0;
	m->options.interrupted = NULL;
	m->options.lock_timeout_ms = PATIENCE;
	if (schemac_status(&status, m->database.db, m->bundle, &m->options, NULL) != 0)
		return -1;
	VEC_EACH (const struct schemac_move, move, plan->moves)
		made += status.applied[move->revision] == (move->direction == SCHEMAC_UP);
	schemac_status_release(&status);
	return made;
}

/* Whether statements may have run before an error of this kind. */
static bool
may_have_run(enum schemac_error_kind kind)
{
	return kind == SCHEMAC_ERROR_SQL || kind == SCHEMAC_ERROR_TRANSACTION ||
	       kind == SCHEMAC_ERROR_REBUILD || kind == SCHEMAC_ERROR_ROWS ||
	       kind == SCHEMAC_ERROR_CALL || kind == SCHEMAC_ERROR_INTERRUPTED ||
	       kind == SCHEMAC_ERROR_KEEP || kind == SCHEMAC_ERROR_DATABASE;
}

/* Reports which effects of a failed run remain: none if the run was a single transaction. */
static void
report_remains(
	struct migration *m, const struct graph_plan *plan, const struct schemac_error *error)
{
	struct diagnostics *diagnostics = &m->workspace->diagnostics;
	const struct revision *failed = graph_find(&m->store.graph, error->revision);
	enum schemac_dialect dialect = schemac_db_dialect(m->database.db);
	bool up = plan->moves.items[0].direction == SCHEMAC_UP;
	long made = count_made(m, plan);
	if (made > 0)
		diag_note(diagnostics, (struct location){0},
			up ? "%ld of %zu revisions were applied before the error and remain applied"
			   : "%ld of %zu revisions were undone before the error and remain undone",
			made, plan->moves.len);
	if (failed != NULL && (up ? m->bundle->revisions[failed->number].upgrade
				  : m->bundle->revisions[failed->number].downgrade)[dialect]
				      .no_transaction)
		diag_note(diagnostics, (struct location){0},
			"the section runs without a transaction: the effects of its earlier statements remain");
	else if (made == 0 && may_have_run(error->kind))
		diag_note(diagnostics, (struct location){0},
			m->makes_file ? "only a new, empty database file remains"
				      : "the database is unchanged");
}

int
migration_execute(struct migration *m)
{
	struct schemac_error error;
	const struct graph_plan *plan = &m->plan;
	if (plan->moves.len == 0)
		return 0;
	if (migration_read_reviews(m, plan) != 0)
		return -1;
	interrupt_catch();
	if (schemac_run(m->database.db, m->bundle, plan->moves.items, plan->moves.len, &m->options,
		    &error) == 0)
		return 0;
	migration_report(m, &error);
	report_remains(m, plan, &error);
	return -1;
}

int
migration_stamp(struct migration *m, const struct graph_plan *plan)
{
	struct schemac_error error;
	size_t *rows = arena_alloc(&m->workspace->arena, (plan->rows.len + 1) * sizeof(*rows));
	for (size_t i = 0; i < plan->rows.len; i++)
		rows[i] = plan->rows.items[i]->number;
	if (runtime_bundle_read_reviews(&m->workspace->arena, m->bundle, &m->store.graph, rows,
		    plan->rows.len, &m->workspace->diagnostics) != 0)
		return -1;
	if (schemac_stamp(m->database.db, m->bundle, rows, plan->rows.len, &m->options, &error) ==
		0)
		return 0;
	return migration_report(m, &error);
}
