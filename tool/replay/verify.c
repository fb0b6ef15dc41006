#include "replay/verify.h"

#include "diff/change_summary.h"
#include "replay/verify_internal.h"
#include "rev/file/snapshot.h"
#include "rev/merge/fold.h"
#include "schema/schema_json.h"
#include "workspace/dialects.h"
#include "workspace/workspace_bundle.h"

#include <string.h>

/* ------------------------------------------------------------------ expected states */

/* The heads of the first `count` revisions. */
static void
heads_of(struct verification *v, size_t count, struct revisions *out)
{
	for (size_t i = 0; i < count; i++) {
		struct revision *revision = v->store.graph.all.items[i];
		bool head = true;
		VEC_EACH (struct revision *, child, revision->children)
			head = head && (*child)->number >= count;
		if (head)
			*VEC_ADD(&v->workspace->arena, out) = revision;
	}
}

/*
 * The state after each revision in the order of the graph. In a linear history, each snapshot is
 * applied to the previous state; the states of branches are merged.
 */
static int
compute_states(struct verification *v)
{
	struct arena *arena = &v->workspace->arena;
	struct diagnostics *diagnostics = &v->workspace->diagnostics;
	const struct revisions *all = &v->store.graph.all;
	bool line = true;
	v->states = arena_alloc(arena, (all->len + 1) * sizeof(struct json *));
	v->states[0] = json_new_object(arena);
	for (size_t i = 0; i < all->len; i++) {
		const struct revision *revision = all->items[i];
		struct snapshot snapshot;
		struct revisions heads = {0};
		line = line && revision->revises.len == (i > 0) &&
		       (i == 0 || revision->revises.items[0]->number == i - 1);
		if (!line) {
			heads_of(v, i + 1, &heads);
			if (fold_objects(arena, &v->states[i + 1], &v->store.graph, &heads,
				    diagnostics) != 0)
				return -1;
		} else if (snapshot_read(arena, &snapshot, revision, diagnostics) != 0) {
			return -1;
		} else {
			v->states[i + 1] = snapshot_apply(arena, v->states[i], snapshot.objects);
		}
	}
	return 0;
}

int
verify_init(struct verification *v)
{
	if (compute_states(v) != 0)
		return -1;
	v->bundle = workspace_bundle_new(v->workspace, &v->store, NULL, false);
	if (v->bundle == NULL)
		return -1;
	const size_t count = v->store.graph.all.len;
	size_t *numbers = arena_alloc(&v->workspace->arena, (count + 1) * sizeof(*numbers));
	for (size_t i = 0; i < count; i++)
		numbers[i] = i;
	return runtime_bundle_read_reviews(&v->workspace->arena, v->bundle, &v->store.graph, numbers,
		count, &v->workspace->diagnostics);
}

/* ------------------------------------------------------------------ actual states */

static const char *
key_of_change(struct arena *arena, const struct change *change)
{
	const struct table *table = change->table != NULL ? change->table : change->table_before;
	const struct enum_type *type =
		change->enum_type != NULL ? change->enum_type : change->enum_before;
	const struct sql_object *object =
		change->object != NULL ? change->object : change->object_before;
	if (table != NULL)
		return table_key(arena, &table->name);
	if (type != NULL)
		return enum_key(arena, &type->name);
	return object_key(arena, object);
}

static void
report(struct verification *v, const struct change *change, const struct revision *revision,
	enum schemac_direction direction)
{
	struct arena *arena = &v->workspace->arena;
	struct diagnostics *diagnostics = &v->workspace->diagnostics;
	struct snapshot snapshot;
	const char *text = change_explain(arena, change, "the snapshots", "the database");
	if (map_put(arena, &v->reported, text, v) != NULL || revision == NULL)
		return;
	if (direction == SCHEMAC_UP)
		diag_add(diagnostics, v->id, revision->at, "after the upgrade to revision %s, %s",
			revision->id, text);
	else
		diag_add(diagnostics, v->id, revision->at,
			"after the downgrade from revision %s, %s", revision->id, text);
	if (snapshot_read(arena, &snapshot, revision, diagnostics) != 0)
		return;
	const char *key = key_of_change(arena, change);
	if (json_find(snapshot.objects, key) != NULL)
		diag_note(diagnostics, snapshot_place(&snapshot, key),
			"its snapshot describes '%s' here", key);
	else
		diag_note(diagnostics, (struct location){0}, "its snapshot does not mention '%s'",
			key);
}

/* Whether the change drops a whole table or object: the snapshots do not mention it. */
static bool
is_unmanaged(const struct change *change)
{
	return change->kind == CHANGE_DROP_TABLE || change->kind == CHANGE_DROP_OBJECT ||
	       change->kind == CHANGE_DROP_ENUM;
}

int
verify_compare(struct verification *v, size_t count, const struct revision *revision,
	enum schemac_direction direction)
{
	struct changes changes = {0};
	if (replay_compare(&v->replay, &v->database, v->states[count], &changes, NULL) != 0)
		return -1;
	changes = change_summary(&v->workspace->arena, &changes);
	VEC_EACH (const struct change, change, changes)
		if (!v->managed_only || !is_unmanaged(change))
			report(v, change, revision, direction);
	return 0;
}

/* ------------------------------------------------------------------ moving */

int
verify_move(struct verification *v, size_t number, enum schemac_direction direction)
{
	struct schemac_error error;
	if (replay_move(&v->replay, &v->database, number, direction, &error) == 0)
		return 0;
	return error.kind == SCHEMAC_ERROR_NONE
		       ? -1
		       : database_report(v->workspace, &v->database, &error);
}

static int
go_up(struct verification *v, size_t count, bool comparing)
{
	for (size_t i = 0; i < count; i++) {
		const struct revision *revision = v->store.graph.all.items[i];
		if (verify_move(v, i, SCHEMAC_UP) != 0 ||
			(comparing && verify_compare(v, i + 1, revision, SCHEMAC_UP) != 0))
			return -1;
	}
	return 0;
}

/* Replaces the open database with a new one that has the first `count` revisions. */
static int
start_again(struct verification *v, size_t count)
{
	struct database old = v->database;
	if (scratch_open(v->workspace, &v->database, &v->replay.scratch) != 0) {
		v->database = old;
		return -1;
	}
	database_close(&old);
	return go_up(v, count, false);
}

static int
go_down(struct verification *v)
{
	for (size_t i = v->bundle->revision_count; i-- > 0;) {
		const struct revision *revision = v->store.graph.all.items[i];
		const struct schemac_script *script =
			&v->bundle->revisions[i].downgrade[v->replay.dialect->id];
		int result = script->irreversible != NULL ? start_again(v, i)
							  : verify_move(v, i, SCHEMAC_DOWN);
		if (result != 0 || verify_compare(v, i, revision, SCHEMAC_DOWN) != 0)
			return -1;
	}
	return 0;
}

static int
go_everywhere(struct verification *v)
{
	size_t count = v->bundle->revision_count;
	if (go_up(v, count, true) != 0 || go_down(v) != 0)
		return -1;
	return go_up(v, count, true);
}

static int
verify_dialect(struct verification *v, const struct dialect *dialect)
{
	if (replay_begin(v->workspace, &v->replay, v->bundle, dialect) != 0)
		return -1;
	replay_report_calls(&v->replay, NULL);
	int result = scratch_open(v->workspace, &v->database, &v->replay.scratch);
	if (result == 0) {
		result = go_everywhere(v);
		database_close(&v->database);
	}
	replay_end(&v->replay);
	return result;
}

/*
 * A difference is reported only for the first revision after which it exists. If a revision cannot
 * be undone, a new database is made to undo the earlier ones.
 */
int
verify(struct workspace *workspace, size_t *count)
{
	struct verification v = {.workspace = workspace, .id = DIAG_VERIFY};
	struct dialects dialects = {0};
	if (dialects_select(workspace, &dialects) != 0 ||
		workspace_store(workspace, &v.store) != 0 || verify_init(&v) != 0)
		return -1;
	*count = v.store.graph.all.len;
	for (size_t i = 0; i < dialects.len; i++)
		if (verify_dialect(&v, dialects.items[i]) != 0)
			return -1;
	return 0;
}
