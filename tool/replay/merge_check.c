#include "replay/merge_check.h"

#include "diff/change_summary.h"
#include "rev/graph/set.h"

#include "replay/replay.h"
#include "workspace/dialects.h"
#include "workspace/workspace_bundle.h"

/* One order of the heads, and the result of replaying it. */
struct order {
	const char *text;       /* "one, two" */
	struct revisions heads; /* one after the other */
	bool failed;
	size_t stage; /* of the head that failed: 0 is the first one */
	const struct revision *culprit;
	struct schemac_error error;
	struct schema *live;    /* the resulting schema; NULL if it failed */
	struct changes changes; /* from `live` to the merged schema */
};

struct merge_check {
	struct workspace *workspace;
	const struct store *store;
	const struct json *merged;
	struct replay replay;
	struct order orders[2];
};

/* ------------------------------------------------------------------ replaying */

/* Runs the revisions of the head that have not run yet. */
static int
run_head(struct merge_check *check, const struct database *database, struct order *order,
	const struct revision *head, struct revision_set *done)
{
	const struct graph *graph = &check->store->graph;
	struct revision_set needed = set_new(&check->workspace->arena, graph);
	set_add_ancestors(&needed, graph, head, EDGES_ALL);
	for (size_t i = 0; i < needed.count; i++) {
		if (!needed.has[i] || done->has[i])
			continue;
		done->has[i] = true;
		order->culprit = graph->all.items[i];
		if (replay_move(&check->replay, database, i, SCHEMAC_UP, &order->error) != 0)
			return -1;
	}
	return 0;
}

static int
run_heads(struct merge_check *check, const struct database *database, struct order *order)
{
	struct revision_set done = set_new(&check->workspace->arena, &check->store->graph);
	for (order->stage = 0; order->stage < order->heads.len; order->stage++)
		if (run_head(check, database, order, order->heads.items[order->stage], &done) !=
			0) {
			order->failed = true;
			return order->error.kind == SCHEMAC_ERROR_NONE ||
					       order->error.kind == SCHEMAC_ERROR_INTERRUPTED
				       ? -1
				       : 0;
		}
	return 0;
}

/* Replaces the error about a missing server with a warning that the dialect was not tested. */
static void
report_untried(struct merge_check *check, struct diag_mark mark)
{
	struct diagnostics *diagnostics = &check->workspace->diagnostics;
	const char *why = diagnostics->all.len > mark.count
				  ? diagnostics->all.items[mark.count]->message
				  : "there is no scratch database";
	diag_rewind(diagnostics, mark);
	diag_add(diagnostics, DIAG_UNPROVED, (struct location){0},
		"the order of the revisions was not tested on %s: %s",
		dialect_name(check->replay.dialect->id), why);
}

/* 1 if there is no scratch database, after a warning. */
static int
try_order(struct merge_check *check, struct order *order)
{
	struct database database;
	struct diag_mark mark = diag_mark(&check->workspace->diagnostics);
	if (scratch_open(check->workspace, &database, &check->replay.scratch) != 0) {
		report_untried(check, mark);
		return 1;
	}
	int result = run_heads(check, &database, order);
	if (result != 0 && order->error.kind != SCHEMAC_ERROR_NONE)
		database_report(check->workspace, &database, &order->error);
	if (result == 0 && !order->failed)
		result = replay_compare(
			&check->replay, &database, check->merged, &order->changes, &order->live);
	database_close(&database);
	return result;
}

/* ------------------------------------------------------------------ judging */

/* The location of the engine's error; if it has none, the header of the revision. */
static struct location
place_of(const struct order *order)
{
	if (order->error.line == 0)
		return order->culprit->at;
	return (struct location){.file = order->culprit->sql_path,
		.line = order->error.line,
		.column = order->error.column};
}

/* A revision that fails even without the other heads does not depend on the order. */
static bool
report_unproved(const struct merge_check *check)
{
	for (size_t i = 0; i < 2; i++) {
		const struct order *order = &check->orders[i];
		if (!order->failed || order->stage > 0)
			continue;
		diag_add(&check->workspace->diagnostics, DIAG_UNPROVED, place_of(order),
			"on %s, revision %s fails on a scratch database: %s",
			dialect_name(check->replay.dialect->id), order->culprit->id,
			order->error.message);
		diag_note(&check->workspace->diagnostics, (struct location){0},
			"therefore the order of the heads was not tested");
		return true;
	}
	return false;
}

static void
note_way_out(const struct merge_check *check)
{
	for (size_t i = 0; i < 2; i++) {
		const struct order *order = &check->orders[i];
		if (!order->failed && order->changes.len == 0)
			diag_note(&check->workspace->diagnostics, (struct location){0},
				"the order %s results in the merged schema", order->text);
	}
	diag_note(&check->workspace->diagnostics, (struct location){0},
		"databases may apply the branches in either order: put one after the other with "
		"`schemac rebase`");
}

static void
report_failure(const struct merge_check *check, const struct order *order)
{
	diag_add(&check->workspace->diagnostics, DIAG_MERGE_ORDER, place_of(order),
		"on %s, revision %s fails after %s: %s",
		dialect_name(check->replay.dialect->id), order->culprit->id,
		order->heads.items[order->stage - 1]->id, order->error.message);
	note_way_out(check);
}

/* Whether both databases have the same schema; an error for each difference. */
static bool
compare_orders(struct merge_check *check)
{
	struct arena *arena = &check->workspace->arena;
	const struct order *first = &check->orders[0], *second = &check->orders[1];
	const char *first_name = arena_printf(arena, "the order %s", first->text);
	const char *second_name = arena_printf(arena, "the order %s", second->text);
	struct changes changes = {0};
	compare_schemas(arena, &changes, check->replay.dialect, &check->replay.settings,
		second->live, first->live);
	changes = change_summary(arena, &changes);
	VEC_EACH (const struct change, change, changes) {
		diag_add(&check->workspace->diagnostics, DIAG_MERGE_ORDER,
			first->heads.items[0]->at, "on %s, the result depends on the order: %s",
			dialect_name(check->replay.dialect->id),
			change_explain(arena, change, first_name, second_name));
		note_way_out(check);
	}
	return changes.len == 0;
}

/*
 * A result that is the same in both orders but differs from the snapshots does not depend on the
 * order.
 */
static void
report_wrong_snapshots(const struct merge_check *check)
{
	struct diagnostics *diagnostics = &check->workspace->diagnostics;
	const struct order *order = &check->orders[0];
	VEC_EACH (const struct change, change, order->changes) {
		diag_add(diagnostics, DIAG_UNPROVED, order->heads.items[0]->at,
			"on %s, the database differs from the snapshots in either order: %s",
			dialect_name(check->replay.dialect->id),
			change_explain(
				&check->workspace->arena, change, "the snapshots", "the database"));
		diag_note(diagnostics, (struct location){0},
			"find the revision with `schemac verify`");
	}
}

static void
judge(struct merge_check *check)
{
	if (report_unproved(check))
		return;
	for (size_t i = 0; i < 2; i++)
		if (check->orders[i].failed)
			report_failure(check, &check->orders[i]);
	if (!check->orders[0].failed && !check->orders[1].failed && compare_orders(check))
		report_wrong_snapshots(check);
}

/* ------------------------------------------------------------------ dialects */

static const char *
print_order(struct arena *arena, const struct revisions *heads)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (struct revision *, head, *heads)
		strbuf_addf(&text, "%s%s", text.len > 0 ? ", " : "", (*head)->id);
	return strbuf_finish(&text, arena);
}

static void
set_orders(struct merge_check *check, const struct revisions *heads)
{
	struct arena *arena = &check->workspace->arena;
	check->orders[0] = check->orders[1] = (struct order){0};
	for (size_t i = 0; i < heads->len; i++) {
		*VEC_ADD(arena, &check->orders[0].heads) = heads->items[i];
		*VEC_ADD(arena, &check->orders[1].heads) = heads->items[heads->len - 1 - i];
	}
	for (size_t i = 0; i < 2; i++)
		check->orders[i].text = print_order(arena, &check->orders[i].heads);
}

static void
note_calls(struct merge_check *check)
{
	if (check->replay.calls.len > 0)
		diag_add(&check->workspace->diagnostics, DIAG_STEP_SKIPPED,
			check->replay.calls_at.items[0],
			"C steps are not run to test the merge and are assumed not to change "
			"the schema (%zu, the first is '%s')",
			check->replay.calls.len, check->replay.calls.items[0].name);
}

static int
prove_dialect(struct merge_check *check, const struct schemac_bundle *bundle,
	const struct dialect *dialect, const struct revisions *heads)
{
	struct diag_mark mark = diag_mark(&check->workspace->diagnostics);
	set_orders(check, heads);
	if (replay_begin(check->workspace, &check->replay, bundle, dialect) != 0) {
		report_untried(check, mark);
		return 0;
	}
	note_calls(check);
	int result = 0;
	for (size_t i = 0; i < 2 && result == 0; i++)
		result = try_order(check, &check->orders[i]);
	if (result == 0)
		judge(check);
	replay_end(&check->replay);
	return result < 0 ? -1 : 0;
}

int
merge_check_orders(struct workspace *workspace, const struct store *store,
	const struct revisions *heads, const struct json *merged)
{
	struct merge_check check = {.workspace = workspace, .store = store, .merged = merged};
	struct dialects dialects = {0};
	const struct schemac_bundle *bundle = workspace_bundle_new(workspace, store, NULL, false);
	if (bundle == NULL || dialects_select(workspace, &dialects) != 0)
		return -1;
	size_t before = diag_errors(&workspace->diagnostics);
	for (size_t i = 0; i < dialects.len; i++)
		if (prove_dialect(&check, bundle, dialects.items[i], heads) != 0)
			return -1;
	return diag_errors(&workspace->diagnostics) == before ? 0 : -1;
}
