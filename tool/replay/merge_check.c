#include "replay/merge_check.h"

#include "diff/change_summary.h"
#include "rev/graph/set.h"

#include "replay/replay.h"
#include "workspace/workspace_bundle.h"

/* One order that databases may get the heads in, and what came of it. */
struct order {
	const char *text;       /* "one, two" */
	struct revisions heads; /* one after the other */
	bool failed;
	size_t stage; /* of the head that failed: 0 is the first one */
	const struct revision *culprit;
	struct schemac_error error;
	struct schema *live;    /* what came out; NULL where it failed */
	struct changes changes; /* what turns that into the merged schema */
};

struct proof {
	struct context *context;
	const struct store *store;
	const struct json *merged;
	struct replay replay;
	struct order orders[2];
};

/* ------------------------------------------------------------------ replaying */

/* Runs what the head needs and is not done yet. */
static int
run_head(struct proof *proof, const struct database *database, struct order *order,
	const struct revision *head, struct revision_set *done)
{
	const struct graph *graph = &proof->store->graph;
	struct revision_set needed = set_new(&proof->context->arena, graph);
	set_add_ancestors(&needed, graph, head, EDGES_ALL);
	for (size_t i = 0; i < needed.count; i++) {
		if (!needed.has[i] || done->has[i])
			continue;
		done->has[i] = true;
		order->culprit = graph->all.items[i];
		if (replay_move(&proof->replay, database, i, SCHEMAC_UP, &order->error) != 0)
			return -1;
	}
	return 0;
}

static int
run_heads(struct proof *proof, const struct database *database, struct order *order)
{
	struct revision_set done = set_new(&proof->context->arena, &proof->store->graph);
	for (order->stage = 0; order->stage < order->heads.len; order->stage++)
		if (run_head(proof, database, order, order->heads.items[order->stage], &done) !=
			0) {
			order->failed = true;
			return order->error.kind == SCHEMAC_ERROR_NONE ||
					       order->error.kind == SCHEMAC_ERROR_INTERRUPTED
				       ? -1
				       : 0;
		}
	return 0;
}

/* No server to try it on is no error: then the dialect is not tried, and why is said. */
static void
report_untried(struct proof *proof, const struct diagnostics *kept)
{
	const struct diagnostics *said = &proof->context->diagnostics;
	const char *why = said->all.len > kept->all.len ? said->all.items[kept->all.len]->message
							: "no database to try it on";
	proof->context->diagnostics = *kept;
	diag_add(&proof->context->diagnostics, DIAG_UNPROVED, (struct location){0},
		"on %s the order of the revisions is not tried: %s",
		dialect_name(proof->replay.dialect->id), why);
}

/* 1 where there was no database to try it on. */
static int
try_order(struct proof *proof, struct order *order)
{
	struct database database;
	struct diagnostics kept = proof->context->diagnostics;
	if (scratch_open(proof->context, &database, &proof->replay.scratch) != 0) {
		report_untried(proof, &kept);
		return 1;
	}
	int result = run_heads(proof, &database, order);
	if (result != 0 && order->error.kind != SCHEMAC_ERROR_NONE)
		database_report(proof->context, &database, &order->error);
	if (result == 0 && !order->failed)
		result = replay_compare(
			&proof->replay, &database, proof->merged, &order->changes, &order->live);
	database_close(&database);
	return result;
}

/* ------------------------------------------------------------------ judging */

/* Where the engine's error is; the revision's head where it does not say. */
static struct location
place_of(const struct order *order)
{
	if (order->error.line == 0)
		return order->culprit->at;
	return (struct location){.file = order->culprit->sql_path,
		.line = order->error.line,
		.column = order->error.column};
}

/* A revision that fails without the other heads' says nothing of the order. */
static bool
report_unproved(const struct proof *proof)
{
	for (size_t i = 0; i < 2; i++) {
		const struct order *order = &proof->orders[i];
		if (!order->failed || order->stage > 0)
			continue;
		diag_add(&proof->context->diagnostics, DIAG_UNPROVED, place_of(order),
			"on %s revision %s fails on a scratch database: %s",
			dialect_name(proof->replay.dialect->id), order->culprit->id,
			order->error.message);
		diag_note(&proof->context->diagnostics, (struct location){0},
			"so nothing is known of the order that databases get the heads in");
		return true;
	}
	return false;
}

static void
note_way_out(const struct proof *proof)
{
	for (size_t i = 0; i < 2; i++) {
		const struct order *order = &proof->orders[i];
		if (!order->failed && order->changes.len == 0)
			diag_note(&proof->context->diagnostics, (struct location){0},
				"in the order %s it comes out as the merge says", order->text);
	}
	diag_note(&proof->context->diagnostics, (struct location){0},
		"databases get the branches in either order: `schemac rebase` puts one after the "
		"other");
}

static void
report_failure(const struct proof *proof, const struct order *order)
{
	diag_add(&proof->context->diagnostics, DIAG_MERGE_ORDER, place_of(order),
		"on %s revision %s fails where %s came before it: %s",
		dialect_name(proof->replay.dialect->id), order->culprit->id,
		order->heads.items[order->stage - 1]->id, order->error.message);
	note_way_out(proof);
}

/* Whether the two databases say the same; an error for each difference. */
static bool
compare_orders(struct proof *proof)
{
	struct arena *arena = &proof->context->arena;
	const struct order *first = &proof->orders[0], *second = &proof->orders[1];
	const char *first_name = arena_printf(arena, "the order %s", first->text);
	const char *second_name = arena_printf(arena, "the order %s", second->text);
	struct changes changes = {0};
	compare_schemas(arena, &changes, proof->replay.dialect, &proof->replay.settings,
		second->live, first->live);
	changes = change_summary(arena, &changes);
	VEC_EACH (const struct change, change, changes) {
		diag_add(&proof->context->diagnostics, DIAG_MERGE_ORDER, first->heads.items[0]->at,
			"on %s the order makes a difference: %s",
			dialect_name(proof->replay.dialect->id),
			change_explain(arena, change, first_name, second_name));
		note_way_out(proof);
	}
	return changes.len == 0;
}

/* What comes out in both orders, and is not what the snapshots say, is no matter of the order. */
static void
report_wrong_snapshots(const struct proof *proof)
{
	struct diagnostics *diagnostics = &proof->context->diagnostics;
	const struct order *order = &proof->orders[0];
	VEC_EACH (const struct change, change, order->changes) {
		diag_add(diagnostics, DIAG_UNPROVED, order->heads.items[0]->at,
			"on %s, whatever the order, the database is not what the snapshots say: %s",
			dialect_name(proof->replay.dialect->id),
			change_explain(
				&proof->context->arena, change, "the snapshots", "the database"));
		diag_note(diagnostics, (struct location){0},
			"`schemac verify` names the revision that makes something else");
	}
}

static void
judge(struct proof *proof)
{
	if (report_unproved(proof))
		return;
	for (size_t i = 0; i < 2; i++)
		if (proof->orders[i].failed)
			report_failure(proof, &proof->orders[i]);
	if (!proof->orders[0].failed && !proof->orders[1].failed && compare_orders(proof))
		report_wrong_snapshots(proof);
}

/* ------------------------------------------------------------------ dialects */

static const char *
print_order(struct arena *arena, const struct revisions *heads)
{
	struct strbuf text = STRBUF_INIT;
	VEC_EACH (struct revision *, head, *heads)
		strbuf_addf(&text, "%s%s", text.len > 0 ? ", " : "", (*head)->id);
	const char *copy = arena_strdup(arena, text.buf);
	strbuf_release(&text);
	return copy;
}

static void
set_orders(struct proof *proof, const struct revisions *heads)
{
	struct arena *arena = &proof->context->arena;
	proof->orders[0] = proof->orders[1] = (struct order){0};
	for (size_t i = 0; i < heads->len; i++) {
		*VEC_ADD(arena, &proof->orders[0].heads) = heads->items[i];
		*VEC_ADD(arena, &proof->orders[1].heads) = heads->items[heads->len - 1 - i];
	}
	for (size_t i = 0; i < 2; i++)
		proof->orders[i].text = print_order(arena, &proof->orders[i].heads);
}

static void
note_calls(struct proof *proof)
{
	if (proof->replay.calls.len > 0)
		diag_add(&proof->context->diagnostics, DIAG_STEP_SKIPPED,
			proof->replay.calls_at.items[0],
			"C steps are not run to prove the merge: they are taken to leave the "
			"schema as it is (%zu, the first is '%s')",
			proof->replay.calls.len, proof->replay.calls.items[0].name);
}

static int
prove_dialect(struct proof *proof, const struct schemac_bundle *bundle,
	const struct dialect *dialect, const struct revisions *heads)
{
	struct diagnostics kept = proof->context->diagnostics;
	set_orders(proof, heads);
	if (replay_begin(proof->context, &proof->replay, bundle, dialect) != 0) {
		report_untried(proof, &kept);
		return 0;
	}
	note_calls(proof);
	int result = 0;
	for (size_t i = 0; i < 2 && result == 0; i++)
		result = try_order(proof, &proof->orders[i]);
	if (result == 0)
		judge(proof);
	replay_end(&proof->replay);
	return result < 0 ? -1 : 0;
}

int
proof_orders(struct context *context, const struct store *store, const struct revisions *heads,
	const struct json *merged)
{
	struct proof proof = {.context = context, .store = store, .merged = merged};
	struct project_dialects dialects = {0};
	const struct schemac_bundle *bundle = project_bundle(context, store, NULL, false);
	if (bundle == NULL || project_dialects(context, &dialects) != 0)
		return -1;
	size_t before = diag_errors(&context->diagnostics);
	for (size_t i = 0; i < dialects.len; i++)
		if (prove_dialect(&proof, bundle, dialects.items[i], heads) != 0)
			return -1;
	return diag_errors(&context->diagnostics) == before ? 0 : -1;
}
