#include "rebase/rebase_internal.h"

#include "base/file.h"
#include "base/json_print.h"
#include "base/text.h"
#include "rebase/rebase_regenerate.h"
#include "rev/file/content.h"
#include "rev/file/head_edit.h"
#include "rev/file/id.h"
#include "rev/file/snapshot_keys.h"
#include "rev/graph/set.h"
#include "rev/merge/conflict.h"
#include "rev/merge/fold.h"
#include "rev/merge/fold_references.h"
#include "rev/merge/merge_objects.h"
#include "schema/schema_json.h"

#include <string.h>

/* A step while it is rewritten. */
struct making {
	struct rebase *rebase;
	struct rebased *step;
	struct snapshot snapshot;           /* the old one */
	/* the objects before it, in the old and in the new history */
	const struct json *before, *parent;
	struct revision_set old_line;       /* its old ancestors and dependencies */
	struct json *touched;               /* the objects that it will declare */
};

/* ------------------------------------------------------------------ states */

/* The objects before the revision in its old position. */
static int
fold_before(struct rebase *rebase, const struct revision *revision, const struct json **out)
{
	struct arena *arena = &rebase->workspace->arena;
	struct revisions at = {0};
	struct json *objects;
	VEC_EACH (struct revision *, parent, revision->revises)
		*VEC_ADD(arena, &at) = *parent;
	VEC_EACH (struct revision *, needed, revision->needs)
		*VEC_ADD(arena, &at) = *needed;
	if (fold_objects(arena, &objects, &rebase->store.graph, &at,
		    &rebase->workspace->diagnostics) != 0)
		return -1;
	*out = objects;
	return 0;
}

/* The objects before the line: at the revision that it will follow, and at its dependencies. */
static int
fold_onto(struct rebase *rebase, const struct json **out)
{
	struct arena *arena = &rebase->workspace->arena;
	struct revision_set own = set_new(arena, &rebase->store.graph);
	struct revisions at = {0};
	struct json *objects;
	*VEC_ADD(arena, &at) = (struct revision *)rebase->onto;
	VEC_EACH (struct rebased, step, rebase->steps)
		own.has[step->old->number] = true;
	VEC_EACH (struct rebased, step, rebase->steps)
		VEC_EACH (struct revision *, needed, step->old->needs)
			if (!own.has[(*needed)->number])
				*VEC_ADD(arena, &at) = *needed;
	if (fold_objects(arena, &objects, &rebase->store.graph, &at,
		    &rebase->workspace->diagnostics) != 0)
		return -1;
	*out = objects;
	return 0;
}

/* ------------------------------------------------------------------ conflicts */

/*
 * The last revision that declares the object: among the old ancestors of the step (`old`), or among
 * the ancestors that are new.
 */
static struct conflict_side
find_statement(struct making *making, const char *key, bool old)
{
	struct workspace *workspace = making->rebase->workspace;
	const struct graph *graph = &making->rebase->store.graph;
	struct revision_set line = making->old_line;
	if (!old) {
		line = set_new(&workspace->arena, graph);
		set_add_ancestors(&line, graph, making->rebase->onto, EDGES_ALL);
		VEC_EACH (struct rebased, step, making->rebase->steps)
			line.has[step->old->number] |= step < making->step;
	}
	for (size_t i = graph->all.len; i-- > 0;) {
		struct snapshot *snapshot = ARENA_NEW(&workspace->arena, struct snapshot);
		const struct revision *revision = graph->all.items[i];
		if (line.has[i] && (old || !making->old_line.has[i]) &&
			snapshot_read(&workspace->arena, snapshot, revision,
				&workspace->diagnostics) == 0 &&
			json_find(snapshot->objects, key) != NULL)
			return (struct conflict_side){revision, snapshot, NULL, NULL};
	}
	return (struct conflict_side){0};
}

static int
report_conflict(struct making *making, const char *key, const char *path, const char *dropped,
	const struct json *reference, bool ours_refers)
{
	struct workspace *workspace = making->rebase->workspace;
	struct conflict conflict = {.key = key,
		.path = path,
		.dropped = dropped,
		.sides = {{.revision = making->step->old,
				  .snapshot = &making->snapshot,
				  .state = json_find(making->snapshot.objects, key)},
			find_statement(making, key, false)},
		.base = find_statement(making, key, true)};
	conflict.sides[1].state = json_find(making->parent, key);
	conflict.base.state = json_find(making->before, key);
	conflict.sides[ours_refers ? 0 : 1].reference = reference;
	if (conflict.sides[1].revision == NULL)
		return diag_add(&workspace->diagnostics, DIAG_SCHEMA_CONFLICT,
			snapshot_place(&making->snapshot, key),
			"%s: the change of revision %s cannot be applied after %s", key,
			making->step->old->id, making->rebase->onto->id);
	return conflict_report(&workspace->arena, &making->rebase->store.graph, &conflict,
		&workspace->diagnostics);
}

/* ------------------------------------------------------------------ merging */

/* Merges the revision's state of one object with its state in the new position. */
static int
merge_object(struct making *making, const char *key, const struct json *said)
{
	struct arena *arena = &making->rebase->workspace->arena;
	const struct json *theirs = json_find(making->parent, key);
	struct merge_conflicts conflicts = {0};
	struct json *merged =
		merge_json(arena, json_find(making->before, key), said, theirs, &conflicts);
	if (conflicts.len > 0)
		return report_conflict(making, key, conflicts.items[0].path, NULL, NULL, false);
	const char *list;
	const struct json *item;
	const char *lost = merge_lost_column(merged, &list, &item);
	if (lost != NULL)
		return report_conflict(making, key, list, arena_printf(arena, "column %s", lost),
			item, merge_has_column(said, lost));
	if (!json_values_equal(merged, theirs))
		json_set(arena, making->touched, key,
			merged != NULL ? merged : json_new_null(arena));
	return 0;
}

static int
report_empty(struct making *making)
{
	struct diagnostics *diagnostics = &making->rebase->workspace->diagnostics;
	const struct rebased *step = making->step;
	diag_add(diagnostics, DIAG_SCHEMA_CONFLICT, step->old->at,
		"revision %s would be empty: the revisions that it would follow already make all "
		"its changes",
		step->old->id);
	conflict_note_origin(&making->rebase->store.graph, step->old, diagnostics);
	diag_note(diagnostics, (struct location){0},
		"undo it with `schemac downgrade` in databases that have applied it, then delete "
		"its two files");
	return -1;
}

static int
merge_objects(struct making *making)
{
	int result = 0;
	making->touched = json_new_object(&making->rebase->workspace->arena);
	VEC_EACH (struct json_member, member, making->snapshot.objects->members)
		if (merge_object(making, member->key, member->value) != 0)
			result = -1;
	if (result != 0 || making->touched->members.len > 0 ||
		making->snapshot.objects->members.len == 0)
		return result;
	return report_empty(making);
}

/* ------------------------------------------------------------------ files */

/* The old path, with the new id instead of the old one if the name contains it. */
static const char *
new_path(struct arena *arena, const struct rebased *step, const char *ending)
{
	const char *name = path_name(step->old->sql_path);
	const char *id = strstr(name, step->old->id);
	int stem = (int)(strlen(name) - strlen(".sql"));
	const char *renamed = arena_printf(arena, "%.*s%s", stem, name, ending);
	if (id != NULL)
		renamed = arena_printf(arena, "%.*s%s%.*s%s", (int)(id - name), name, step->id,
			stem - (int)(id - name) - (int)strlen(step->old->id),
			id + strlen(step->old->id), ending);
	return path_join(arena, step->old->folder, renamed);
}

/*
 * The id of a revision whose SQL is kept: derived from its objects or, if it has none, from its
 * message.
 */
static const char *
id_of_kept(const struct making *making, const char *parent)
{
	struct arena *arena = &making->rebase->workspace->arena;
	const struct revision *old = making->step->old;
	struct strbuf content = STRBUF_INIT;
	if (making->touched->members.len > 0)
		json_print_compact(&content, making->touched);
	else
		strbuf_addstr(&content, old->message != NULL ? old->message : old->id);
	const char *id = id_new(arena, &parent, 1, content.buf);
	strbuf_release(&content);
	return id;
}

static void
keep_sql(struct making *making, const char *parent, const struct strbuf *sql, const char *why)
{
	struct arena *arena = &making->rebase->workspace->arena;
	struct rebased *step = making->step;
	struct strbuf text = STRBUF_INIT;
	step->kept = why;
	step->id = id_of_kept(making, parent);
	const struct head_edit edit = {
		.id = step->id, .parent = parent, .renamed = &making->rebase->renamed};
	head_edit_print(&text, step->old, sql->buf, sql->len, &edit);
	step->sql = arena_strndup(arena, text.buf, text.len);
	step->sql_length = text.len;
	strbuf_release(&text);
	step->snapshot = making->snapshot;
	step->snapshot.generated = NULL;
}

static void
report_rebuild(struct making *making, const struct schemac_step *rebuild)
{
	struct workspace *workspace = making->rebase->workspace;
	const struct rebased *step = making->step;
	const char *column = rebase_regenerate_unknown_column(workspace, making->parent, rebuild);
	diag_add(&workspace->diagnostics, DIAG_STALE_REBUILD,
		(struct location){.file = step->sql_path, .line = rebuild->line},
		"revision %s rebuilds table %s as it was before %s changed it%s", step->id,
		rebuild->text, making->rebase->onto->id,
		column != NULL ? arena_printf(&workspace->arena, ": without column '%s'", column)
			       : "");
	diag_note(&workspace->diagnostics, (struct location){0},
		column != NULL
			? "its SQL was kept because it is %s; add the column to the directive, "
			  "CREATE TABLE and INSERT of the rebuild; otherwise the upgrade "
			  "stops there"
			: "its SQL was kept because it is %s; update its CREATE statements and "
			  "check them with `schemac verify`",
		step->kept);
}

/* Warns if kept SQL rebuilds a table that the other side changed. */
static void
check_rebuilds(struct making *making)
{
	struct workspace *workspace = making->rebase->workspace;
	const struct rebased *step = making->step;
	struct script script;
	if (script_parse(&workspace->arena, &script, step->sql_path, step->sql, step->sql_length,
		    &workspace->diagnostics) != 0)
		return;
	const struct schemac_script *upgrade = &script.upgrade[DIALECT_SQLITE];
	for (size_t i = 0; i < upgrade->step_count; i++) {
		const struct qualified_name name = {.name = upgrade->steps[i].text};
		if (upgrade->steps[i].kind != SCHEMAC_STEP_REBUILD)
			continue;
		const char *key = table_key(&workspace->arena, &name);
		if (!json_values_equal(
			    json_find(making->before, key), json_find(making->parent, key)))
			report_rebuild(making, &upgrade->steps[i]);
	}
}

static int
make_step(struct making *making, const char *parent)
{
	struct workspace *workspace = making->rebase->workspace;
	struct rebased *step = making->step;
	struct strbuf sql = STRBUF_INIT;
	struct regeneration draft = {.rebase = making->rebase,
		.old = step->old,
		.snapshot = &making->snapshot,
		.old_before = making->before,
		.before = making->parent,
		.after = step->state,
		.parent = parent};
	int result = content_read_sql(&sql, step->old, &workspace->diagnostics);
	if (result == 0)
		result = rebase_regenerate(&draft, sql.buf, sql.len);
	if (result == 0 && draft.empty)
		result = report_empty(making);
	else if (result == 0 && draft.kept == NULL) {
		step->id = draft.id;
		step->sql = draft.text;
		step->sql_length = strlen(draft.text);
		step->snapshot = draft.written;
	} else if (result == 0) {
		keep_sql(making, parent, &sql, draft.kept);
	}
	strbuf_release(&sql);
	if (result != 0)
		return -1;
	step->sql_path = new_path(&workspace->arena, step, ".sql");
	step->snapshot.path = new_path(&workspace->arena, step, ".json");
	step->snapshot.revision = step->id;
	step->snapshot.objects = making->touched;
	step->snapshot.old_keys = false;
	step->snapshot.review = NULL;
	step->snapshot.parents = (struct texts){0};
	*VEC_ADD(&workspace->arena, &step->snapshot.parents) = parent;
	if (step->kept != NULL)
		check_rebuilds(making);
	return 0;
}

/* ------------------------------------------------------------------ the line */

/* Reports that the table refers to an object that one side drops. */
static int
report_reference(struct making *making, const char *table, const char *dropped, bool ours_drops)
{
	struct workspace *workspace = making->rebase->workspace;
	const char *list;
	const struct json *item = fold_find_reference(
		&workspace->arena, json_find(making->step->state, table), dropped, &list);
	struct conflict conflict = {.key = table,
		.path = list,
		.dropped = dropped,
		.sides = {{.revision = making->step->old, .snapshot = &making->snapshot},
			find_statement(making, ours_drops ? table : dropped, false)}};
	conflict.sides[ours_drops ? 1 : 0].reference = item;
	if (conflict.sides[1].revision == NULL)
		return 0;
	return conflict_report(&workspace->arena, &making->rebase->store.graph, &conflict,
		&workspace->diagnostics);
}

/* Reports references to dropped objects, except those that the old revision already contained. */
static int
check_dropped(
	struct making *making, const char *dropped, const struct json *own_state, bool ours_drops)
{
	struct arena *arena = &making->rebase->workspace->arena;
	const char *list;
	VEC_EACH (struct json_member, member, making->step->state->members) {
		if (fold_find_reference(arena, member->value, dropped, &list) == NULL)
			continue;
		const struct json *known =
			json_find(ours_drops ? own_state : making->parent, member->key);
		if (fold_find_reference(arena, known, dropped, &list) == NULL)
			return report_reference(making, member->key, dropped, ours_drops);
	}
	return 0;
}

static int
check_references(struct making *making)
{
	const struct json *own_state = snapshot_apply(
		&making->rebase->workspace->arena, making->before, making->snapshot.objects);
	VEC_EACH (struct json_member, member, making->before->members) {
		const char *key = member->key;
		bool ours_drops = json_find(own_state, key) == NULL;
		if (json_find(making->step->state, key) == NULL &&
			check_dropped(making, key, own_state, ours_drops) != 0)
			return -1;
	}
	return 0;
}

static int
place_step(
	struct rebase *rebase, struct rebased *step, const struct json *before, const char *parent)
{
	struct workspace *workspace = rebase->workspace;
	struct making making = {.rebase = rebase,
		.step = step,
		.parent = before,
		.old_line = set_new(&workspace->arena, &rebase->store.graph)};
	set_add_ancestors(&making.old_line, &rebase->store.graph, step->old, EDGES_ALL);
	making.old_line.has[step->old->number] = false;
	if (snapshot_read(
		    &workspace->arena, &making.snapshot, step->old, &workspace->diagnostics) != 0)
		return -1;
	if (step->unchanged) {
		step->state = snapshot_apply(&workspace->arena, before, making.snapshot.objects);
		return 0;
	}
	if (fold_before(rebase, step->old, &making.before) != 0)
		return -1;
	making.snapshot.objects = snapshot_keys_resolve(
		&workspace->arena, making.snapshot.objects, making.before);
	if (merge_objects(&making) != 0)
		return -1;
	step->state = snapshot_apply(&workspace->arena, before, making.touched);
	if (check_references(&making) != 0 || make_step(&making, parent) != 0)
		return -1;
	map_put(&workspace->arena, &rebase->renamed, step->old->id, (void *)step->id);
	return 0;
}

int
rebase_rewrite(struct rebase *rebase)
{
	const struct json *state;
	const char *parent = rebase->onto->id;
	if (fold_onto(rebase, &state) != 0)
		return -1;
	VEC_EACH (struct rebased, step, rebase->steps) {
		if (step->removed) {
			map_put(&rebase->workspace->arena, &rebase->renamed, step->old->id,
				(void *)parent);
			continue;
		}
		if (place_step(rebase, step, state, parent) != 0)
			return -1;
		state = step->state;
		parent = step->id;
	}
	return 0;
}
