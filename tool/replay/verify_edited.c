#include "replay/verify_edited.h"

#include "replay/verify_internal.h"
#include "workspace/dialects.h"

/* Reports that the revision was not replayed, with the error of the attempt since the mark. */
static void
report_skipped(struct verification *v, struct diag_mark mark, const struct revision *first)
{
	struct diagnostics *diagnostics = &v->workspace->diagnostics;
	const char *reason = "the reason is unknown";
	struct location at = {0};
	if (diagnostics->all.len > mark.count) {
		reason = diagnostics->all.items[mark.count]->message;
		at = diagnostics->all.items[mark.count]->at;
	}
	diag_rewind(diagnostics, mark);
	diag_add(diagnostics, DIAG_NOT_REPLAYED, first->at,
		"the SQL of revision %s was not run on a scratch database", first->id);
	diag_note(diagnostics, at, "%s", reason);
}

static bool
can_be_undone(const struct verification *v, size_t number)
{
	const struct schemac_revision *revision = &v->bundle->revisions[number];
	return revision->downgrade[v->replay.dialect->id].irreversible == NULL;
}

/* Upgrades by an edited revision. Differences that existed before it are not reported. */
static int
apply_edited(struct verification *v, size_t number)
{
	const struct revision *revision = v->store.graph.all.items[number];
	replay_report_calls(&v->replay, revision->sql_path);
	if (verify_compare(v, number, NULL, SCHEMAC_UP) != 0 ||
		verify_move(v, number, SCHEMAC_UP) != 0)
		return -1;
	return verify_compare(v, number + 1, revision, SCHEMAC_UP);
}

/* Upgrades by the first `count` revisions. 1: an earlier revision fails, which is a note. */
static int
go_up(struct verification *v, const struct revisions *edited, size_t count)
{
	struct diag_mark mark = diag_mark(&v->workspace->diagnostics);
	for (size_t i = 0; i < count; i++) {
		if (revisions_have(edited, v->store.graph.all.items[i])) {
			if (apply_edited(v, i) != 0)
				return -1;
			mark = diag_mark(&v->workspace->diagnostics);
		} else if (verify_move(v, i, SCHEMAC_UP) != 0) {
			report_skipped(v, mark, edited->items[0]);
			return 1;
		}
	}
	return 0;
}

/* Downgrades from the first `count` revisions until all edited ones are undone. */
static int
go_down(struct verification *v, const struct revisions *edited, size_t count)
{
	struct diag_mark mark = diag_mark(&v->workspace->diagnostics);
	for (size_t i = count, left = edited->len; left > 0 && can_be_undone(v, i - 1); i--) {
		const struct revision *revision = v->store.graph.all.items[i - 1];
		const bool is_edited = revisions_have(edited, revision);
		if (verify_move(v, i - 1, SCHEMAC_DOWN) != 0) {
			if (is_edited)
				return -1;
			report_skipped(v, mark, edited->items[0]);
			return 0;
		}
		if (is_edited && verify_compare(v, i - 1, revision, SCHEMAC_DOWN) != 0)
			return -1;
		left -= is_edited;
	}
	return 0;
}

static int
go_up_and_down(struct verification *v, const struct revisions *edited)
{
	struct diagnostics *diagnostics = &v->workspace->diagnostics;
	size_t count = 0, errors = diag_errors(diagnostics);
	VEC_EACH (struct revision *, revision, *edited)
		count = (*revision)->number >= count ? (*revision)->number + 1 : count;
	int result = go_up(v, edited, count);
	if (result != 0 || diag_errors(diagnostics) > errors)
		return result < 0 ? -1 : 0;
	return go_down(v, edited, count);
}

static int
verify_dialect(
	struct verification *v, const struct dialect *dialect, const struct revisions *edited)
{
	struct diag_mark mark = diag_mark(&v->workspace->diagnostics);
	bool began = replay_begin(v->workspace, &v->replay, v->bundle, dialect) == 0;
	bool opened = began &&
		      scratch_open(v->workspace, &v->database, &v->replay.scratch) == 0;
	int result = 0;
	if (opened) {
		result = go_up_and_down(v, edited);
		database_close(&v->database);
	} else {
		report_skipped(v, mark, edited->items[0]);
	}
	if (began)
		replay_end(&v->replay);
	return result;
}

int
verify_edited(
	struct workspace *workspace, const struct store *store, const struct revisions *edited)
{
	struct verification v = {.workspace = workspace,
		.store = *store,
		.id = DIAG_EDITED_SCHEMA,
		.managed_only = true};
	struct dialects dialects = {0};
	int result = 0;
	size_t errors = diag_errors(&workspace->diagnostics);
	struct diag_mark mark = diag_mark(&workspace->diagnostics);
	if (edited->len == 0 ||
		workspace->diagnostics.severity[DIAG_EDITED_SCHEMA] == SEVERITY_IGNORED)
		return 0;
	if (dialects_select(workspace, &dialects) != 0)
		return -1;
	if (verify_init(&v) != 0) {
		diag_rewind(&workspace->diagnostics, mark);
		return 0;
	}
	for (size_t i = 0; i < dialects.len; i++)
		if (verify_dialect(&v, dialects.items[i], edited) != 0)
			result = -1;
	return diag_errors(&workspace->diagnostics) > errors ? -1 : result;
}
