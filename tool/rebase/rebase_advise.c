/*
 * rebase_advise: the commands for a database that has applied revisions under their old ids.
 *
 * Such a database has the branch's own revisions but lacks the revisions that they now follow. A
 * replay on a scratch database shows whether the missing revisions can be applied later with the
 * same result. If so, it is enough to change the version table, and no data changes. Otherwise the
 * branch's own revisions must be undone first with the stored downgrade SQL, which loses the values
 * of added columns.
 */
#include "base/arena.h"
#include "rebase/rebase_internal.h"
#include "replay/replay.h"
#include "rev/graph/graph.h"
#include "rev/graph/set.h"
#include "workspace/dialects.h"
#include "workspace/workspace.h"
#include "workspace/workspace_bundle.h"

struct advice {
	struct rebase *rebase;
	struct database database;
	struct schemac_status status;
	struct revision_set applied; /* of the old graph, according to the database's rows */
	const struct rebased *last;  /* the last applied step that is not a merge; NULL: none */
	const struct rebased *removed; /* an applied merge that the rebase removed; NULL: none */
	/* its rows without the branch's own revisions; empty: the base */
	struct texts below;
};

/* ------------------------------------------------------------------ applied revisions */

static void
read_rows(struct advice *advice)
{
	struct workspace *workspace = advice->rebase->workspace;
	const struct graph *graph = &advice->rebase->store.graph;
	advice->applied = set_new(&workspace->arena, graph);
	for (size_t i = 0; i < advice->status.row_count; i++) {
		const struct revision *revision = graph_find(graph, advice->status.rows[i]);
		if (revision != NULL)
			set_add_ancestors(&advice->applied, graph, revision, EDGES_ALL);
	}
	VEC_EACH (struct rebased, step, advice->rebase->steps)
		if (!step->unchanged && advice->applied.has[step->old->number])
			*(step->removed ? &advice->removed : &advice->last) = step;
}

static void
find_rows_below(struct advice *advice)
{
	struct arena *arena = &advice->rebase->workspace->arena;
	const struct graph *graph = &advice->rebase->store.graph;
	struct revision_set below = set_new(arena, graph);
	set_add(&below, &advice->applied);
	VEC_EACH (struct rebased, step, advice->rebase->steps)
		if (!step->unchanged)
			below.has[step->old->number] = false;
	struct revisions heads = set_heads(arena, graph, &below);
	VEC_EACH (struct revision *, head, heads)
		*VEC_ADD(arena, &advice->below) = (*head)->id;
}

/* Whether the applied steps are the first steps of the line. */
static bool
has_beginning(const struct advice *advice)
{
	VEC_EACH (struct rebased, step, advice->rebase->steps)
		if (step <= advice->last && !step->removed &&
			!advice->applied.has[step->old->number])
			return false;
	return true;
}

/* ------------------------------------------------------------------ test */

static int
run_set(struct replay *replay, const struct database *scratch, const struct revision_set *wanted,
	const struct revision_set *done)
{
	struct schemac_error error;
	for (size_t i = 0; i < wanted->count; i++)
		if (wanted->has[i] && (done == NULL || !done->has[i]) &&
			replay_move(replay, scratch, i, SCHEMAC_UP, &error) != 0)
			return -1;
	return 0;
}

static bool
comes_out(struct advice *advice, struct replay *replay)
{
	struct workspace *workspace = advice->rebase->workspace;
	const struct graph *graph = &advice->rebase->store.graph;
	struct revision_set missing = set_new(&workspace->arena, graph);
	struct changes changes = {0};
	struct database scratch;
	set_add_ancestors(&missing, graph, advice->rebase->onto, EDGES_ALL);
	if (scratch_open(workspace, &scratch, &replay->scratch) != 0)
		return false;
	bool same = run_set(replay, &scratch, &advice->applied, NULL) == 0 &&
		    run_set(replay, &scratch, &missing, &advice->applied) == 0 &&
		    replay_compare(replay, &scratch, advice->last->state, &changes, NULL) == 0 &&
		    changes.len == 0;
	database_close(&scratch);
	return same;
}

/* Whether the missing revisions can be applied to the database as it is. */
static bool
can_go_on(struct advice *advice)
{
	const struct schemac_bundle *bundle = advice->rebase->bundle;
	struct workspace *workspace = advice->rebase->workspace;
	struct dialects dialects = {0};
	struct replay replay;
	bool result = false;
	if (bundle == NULL || !has_beginning(advice) || dialects_select(workspace, &dialects) != 0)
		return false;
	for (size_t i = 0; i < dialects.len; i++) {
		if (dialects.items[i]->id != advice->database.engine->id ||
			replay_begin(workspace, &replay, bundle, dialects.items[i]) != 0)
			continue;
		result = comes_out(advice, &replay);
		replay_end(&replay);
	}
	return result;
}

/* ------------------------------------------------------------------ notes */

static const char *
print_words(struct arena *arena, const struct texts *words)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (const char *, word, *words)
		strbuf_addf(&text, " %s", *word);
	const char *copy = arena_strdup(arena, words->len > 0 ? text.buf : " base");
	strbuf_release(&text);
	return copy;
}

/* The commands that change only the version table, and apply the missing revisions. */
static void
note_stamps(const struct advice *advice)
{
	struct workspace *workspace = advice->rebase->workspace;
	struct diagnostics *diagnostics = &workspace->diagnostics;
	const struct location nowhere = {0};
	diag_note(
		diagnostics, nowhere, "update it with these three commands, which keep all data:");
	diag_note(diagnostics, nowhere, "%s stamp --purge%s",
		database_command(advice->rebase->workspace),
		print_words(&workspace->arena, &advice->below));
	diag_note(diagnostics, nowhere, "%s upgrade %s",
		database_command(advice->rebase->workspace), advice->rebase->onto->id);
	diag_note(diagnostics, nowhere, "%s stamp %s", database_command(advice->rebase->workspace),
		advice->last->id);
}

/* The commands that undo the branch's own revisions and then apply all revisions. */
static void
note_downgrades(const struct advice *advice)
{
	struct workspace *workspace = advice->rebase->workspace;
	struct diagnostics *diagnostics = &workspace->diagnostics;
	const struct location nowhere = {0};
	diag_note(diagnostics, nowhere,
		"the missing revisions cannot be applied on top of it; update the database with "
		"these commands, which keep the rows but lose the values of the columns that "
		"the undone revisions added");
	for (size_t i = advice->rebase->steps.len; i-- > 0;) {
		const struct rebased *step = &advice->rebase->steps.items[i];
		if (!step->unchanged && advice->applied.has[step->old->number])
			diag_note(diagnostics, nowhere, "%s downgrade --stored %s",
				database_command(advice->rebase->workspace), step->old->id);
	}
	diag_note(diagnostics, nowhere, "%s upgrade heads",
		database_command(advice->rebase->workspace));
}

static void
report(const struct advice *advice, bool going_on)
{
	struct workspace *workspace = advice->rebase->workspace;
	const struct rebased *step = advice->last != NULL ? advice->last : advice->removed;
	const struct location at = location_of_file(advice->database.url.shown);
	if (step->removed) {
		diag_add(&workspace->diagnostics, DIAG_OLD_ID, at,
			"the database is at the merge %s, which the rebase removes", step->old->id);
		diag_note(&workspace->diagnostics, (struct location){0}, "%s stamp --purge%s",
			database_command(advice->rebase->workspace),
			print_words(&workspace->arena, &advice->below));
		return;
	}
	diag_add(&workspace->diagnostics, DIAG_OLD_ID, at,
		"the database has applied revision %s, whose new id is %s", step->old->id, step->id);
	if (going_on)
		note_stamps(advice);
	else
		note_downgrades(advice);
}

/* Reads the rows of the database and derives the applied steps. */
static bool
ask_database(struct advice *advice)
{
	struct workspace *workspace = advice->rebase->workspace;
	const struct schemac_bundle none = {.abi = SCHEMAC_BUNDLE_ABI,
		.size = sizeof(none),
		.version_table = workspace->config.version_table,
		.version_table_schema = workspace->config.version_table_schema};
	struct schemac_error error;
	if (schemac_status(&advice->status, advice->database.db, &none, NULL, &error) != 0)
		return false;
	read_rows(advice);
	find_rows_below(advice);
	schemac_status_release(&advice->status);
	return advice->last != NULL || advice->removed != NULL;
}

/* Silent if the database cannot be read: a rebase does not need one. */
void
rebase_advise(struct rebase *rebase)
{
	struct workspace *workspace = rebase->workspace;
	struct advice advice = {.rebase = rebase};
	const struct diag_mark mark = diag_mark(&workspace->diagnostics);
	if (!database_is_named(workspace) || database_is_missing(workspace))
		return;
	if (database_open(workspace, &advice.database, ENGINE_TO_INSPECT) != 0) {
		diag_rewind(&workspace->diagnostics, mark);
		return;
	}
	bool concerned = ask_database(&advice);
	bool going_on = concerned && advice.last != NULL && can_go_on(&advice);
	diag_rewind(&workspace->diagnostics, mark);
	if (concerned)
		report(&advice, going_on);
	database_close(&advice.database);
}
