#include "base/text.h"
#include "rev/file/snapshot_keys.h"
#include "rev/graph/set.h"
#include "rev/merge/conflict.h"
#include "rev/merge/fold_internal.h"
#include "rev/merge/merge_objects.h"
#include "schema/schema_json.h"

#include <stdlib.h>
#include <string.h>

/* ------------------------------------------------------------------ order */

/*
 * Assigns each revision to a chain. A revision continues the chain of its first parent, unless an
 * earlier child already does. Within a chain, smaller revision numbers are ancestors. This decides
 * most queries in a history with few branches.
 */
static void
number_chains(struct fold *fold)
{
	size_t count = fold->graph->all.len;
	size_t chains = 0;
	bool *continued = arena_alloc(fold->arena, count * sizeof(*continued));
	fold->chain = arena_alloc(fold->arena, count * sizeof(*fold->chain));
	for (size_t i = 0; i < count; i++) {
		const struct revisions *parents = &fold->graph->all.items[i]->revises;
		if (parents->len > 0 && !continued[parents->items[0]->number]) {
			continued[parents->items[0]->number] = true;
			fold->chain[i] = fold->chain[parents->items[0]->number];
		} else {
			fold->chain[i] = chains++;
		}
	}
}

bool
fold_is_before(struct fold *fold, const struct revision *a, const struct revision *b)
{
	if (a->number >= b->number)
		return false;
	if (fold->chain[a->number] == fold->chain[b->number])
		return true;
	if (fold->ancestors_of != b) {
		if (fold->ancestors.has == NULL)
			fold->ancestors = set_new(fold->arena, fold->graph);
		else
			memset(fold->ancestors.has, 0, fold->ancestors.count * sizeof(bool));
		set_add_ancestors(&fold->ancestors, fold->graph, b, EDGES_ALL);
		fold->ancestors_of = b;
	}
	return fold->ancestors.has[a->number];
}

/* ------------------------------------------------------------------ reading */

static void
add_statement(struct fold *fold, const char *key, struct object_state statement)
{
	struct object *object = map_find(&fold->by_key, key);
	if (object == NULL) {
		object = ARENA_NEW(fold->arena, struct object);
		object->key = key;
		*VEC_ADD(fold->arena, &fold->objects) = object;
		map_put(fold->arena, &fold->by_key, key, object);
	}
	for (size_t i = object->tips.len; i-- > 0;)
		if (fold_is_before(fold, object->tips.items[i].revision, statement.revision))
			VEC_REMOVE(&object->tips, i);
	*VEC_ADD(fold->arena, &object->tips) = statement;
	*VEC_ADD(fold->arena, &object->all) = statement;
}

/*
 * Adds the statement to every earlier trigger or rule that the key of format 1 names, except those
 * in the same snapshot.
 */
static void
add_old_drop(struct fold *fold, const char *key, struct object_state statement)
{
	for (size_t i = 0; i < fold->objects.len; i++) {
		const struct object *object = fold->objects.items[i];
		const struct object_state *last = &object->all.items[object->all.len - 1];
		if (json_find(statement.snapshot->objects, object->key) == NULL &&
			snapshot_key_names(fold->arena, key, object->key, last->json) &&
			fold_is_before(fold, last->revision, statement.revision))
			add_statement(fold, object->key, statement);
	}
}

static void
read_revision(struct fold *fold, const struct revision *revision)
{
	struct snapshot *snapshot = ARENA_NEW(fold->arena, struct snapshot);
	if (snapshot_read(fold->arena, snapshot, revision, fold->diagnostics) != 0) {
		fold->result = -1;
		return;
	}
	VEC_EACH (struct json_member, member, snapshot->objects->members) {
		const struct object_state statement = {revision, snapshot, member->value};
		if (member->value->type == JSON_NULL_VALUE &&
			snapshot_key_is_old(fold->arena, member->key))
			add_old_drop(fold, member->key, statement);
		else
			add_statement(fold, member->key, statement);
	}
}

static int
compare_keys(const void *a, const void *b)
{
	return strcmp((*(struct object *const *)a)->key, (*(struct object *const *)b)->key);
}

static int
compare_tips(const void *a, const void *b)
{
	return strcmp(((const struct object_state *)a)->revision->id,
		((const struct object_state *)b)->revision->id);
}

/* Reads the snapshots of all ancestors of `at`, and sorts the objects in them. */
static int
fold_read(struct arena *arena, struct fold *out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics)
{
	*out = (struct fold){.arena = arena, .graph = graph, .diagnostics = diagnostics};
	struct revision_set set = set_new(arena, graph);
	number_chains(out);
	VEC_EACH (struct revision *, revision, *at)
		set_add_ancestors(&set, graph, *revision, EDGES_ALL);
	for (size_t i = 0; i < set.count; i++)
		if (set.has[i])
			read_revision(out, graph->all.items[i]);
	if (out->objects.len > 0)
		qsort(out->objects.items, out->objects.len, sizeof(*out->objects.items),
			compare_keys);
	VEC_EACH (struct object *, object, out->objects)
		qsort((*object)->tips.items, (*object)->tips.len, sizeof(*(*object)->tips.items),
			compare_tips);
	return out->result;
}

/* ------------------------------------------------------------------ conflicts */

struct conflict_side
fold_side(const struct object_state *statement, const struct json *reference)
{
	return (struct conflict_side){
		statement->revision, statement->snapshot, statement->json, reference};
}

static void
report_conflict(struct fold *fold, const struct object *object, const char *path,
	const struct object_state *ours, const struct object_state *theirs,
	const struct object_state *base)
{
	struct conflict conflict = {.key = object->key,
		.path = path,
		.sides = {fold_side(ours, NULL), fold_side(theirs, NULL)}};
	if (base != NULL)
		conflict.base = fold_side(base, NULL);
	fold->result = conflict_report(fold->arena, fold->graph, &conflict, fold->diagnostics);
}

/* The last state that is an ancestor of all tips; NULL if there is none. */
static const struct object_state *
common_base(struct fold *fold, const struct object *object)
{
	bool *common = arena_alloc(fold->arena, object->all.len * sizeof(*common));
	memset(common, 1, object->all.len * sizeof(*common));
	VEC_EACH (struct object_state, tip, object->tips)
		for (size_t i = 0; i < object->all.len; i++)
			common[i] &=
				fold_is_before(fold, object->all.items[i].revision, tip->revision);
	for (size_t i = object->all.len; i-- > 0;)
		if (common[i])
			return &object->all.items[i];
	return NULL;
}

/* The first tip that has, or lacks, the column; the first tip if there is none. */
static const struct object_state *
find_tip(const struct object *object, const char *column, bool has)
{
	VEC_EACH (const struct object_state, tip, object->tips) {
		if (json_find(tip->json, "columns") != NULL &&
			merge_has_column(tip->json, column) == has)
			return tip;
	}
	return &object->tips.items[0];
}

/*
 * One branch may drop a column that an index or constraint of a different branch needs. Each part
 * merges, but the result is not a valid table.
 */
static void
check_parts(struct fold *fold, const struct object *object, const struct json *table)
{
	const char *list;
	const struct json *item;
	const char *column = merge_lost_column(table, &list, &item);
	if (column == NULL)
		return;
	const struct conflict conflict = {.key = object->key,
		.path = list,
		.dropped = arena_printf(fold->arena, "column %s", column),
		.sides = {fold_side(find_tip(object, column, false), NULL),
			fold_side(find_tip(object, column, true), item)}};
	fold->result = conflict_report(fold->arena, fold->graph, &conflict, fold->diagnostics);
}

/* ------------------------------------------------------------------ merging */

/* Reports the first conflict of each pair of tips, so that each conflict has its own two sides. */
static int
report_conflicts(struct fold *fold, const struct object *object, const struct object_state *base)
{
	const struct json *before = base != NULL ? base->json : NULL;
	int result = 0;
	for (size_t i = 0; i < object->tips.len; i++) {
		for (size_t j = i + 1; j < object->tips.len; j++) {
			const struct object_state *ours = &object->tips.items[i];
			const struct object_state *theirs = &object->tips.items[j];
			struct merge_conflicts conflicts = {0};
			merge_json(fold->arena, before, ours->json, theirs->json, &conflicts);
			if (conflicts.len == 0)
				continue;
			report_conflict(fold, object, conflicts.items[0].path, ours, theirs, base);
			result = -1;
		}
	}
	return result;
}

/* The merged state of the object; NULL if it is dropped, or after a conflict was reported. */
static struct json *
merge_object(struct fold *fold, const struct object *object)
{
	struct json *state = object->tips.items[0].json;
	if (object->tips.len > 1) {
		const struct object_state *base = common_base(fold, object);
		struct merge_conflicts conflicts = {0};
		bool resolved_later = json_find(fold->restated, object->key) != NULL;
		if (!resolved_later && report_conflicts(fold, object, base) != 0)
			return NULL;
		for (size_t i = 1; i < object->tips.len; i++)
			state = merge_json(fold->arena, base != NULL ? base->json : NULL, state,
				object->tips.items[i].json, &conflicts);
		if (!resolved_later)
			check_parts(fold, object, state);
	}
	return state != NULL && state->type != JSON_NULL_VALUE ? state : NULL;
}

static struct json *
merge_all(struct fold *fold)
{
	struct json *all = json_new_object(fold->arena);
	VEC_EACH (struct object *, object, fold->objects) {
		struct json *state = merge_object(fold, *object);
		if (state != NULL)
			json_set(fold->arena, all, (*object)->key, state);
	}
	if (fold->result == 0)
		fold_check_references(fold, all);
	return all;
}

int
fold_objects(struct arena *arena, struct json **out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics)
{
	struct fold fold;
	if (fold_read(arena, &fold, graph, at, diagnostics) != 0)
		return -1;
	*out = merge_all(&fold);
	return fold.result;
}

/* Converts the merged objects to a schema. */
static int
finish_schema(struct fold *fold, struct schema **out)
{
	struct json *all = merge_all(fold);
	*out = schema_new(fold->arena);
	VEC_EACH (struct json_member, member, all->members) {
		const struct object *object = map_find(&fold->by_key, member->key);
		const char *problem;
		if (schema_add_json(fold->arena, *out, member->key, member->value, &problem) != 0)
			fold->result = diag_add(fold->diagnostics, DIAG_SNAPSHOT_FILE,
				snapshot_place(object->tips.items[0].snapshot, member->key),
				"not the state of an object: %s", problem);
	}
	schema_sort(*out);
	return fold->result;
}

int
fold_schema(struct arena *arena, struct schema **out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics)
{
	struct fold fold;
	if (fold_read(arena, &fold, graph, at, diagnostics) != 0)
		return -1;
	return finish_schema(&fold, out);
}

int
fold_schema_before(struct arena *arena, struct schema **out, const struct graph *graph,
	const struct revision *revision, struct diagnostics *diagnostics)
{
	struct fold fold;
	struct snapshot snapshot;
	struct revisions at = {0};
	VEC_EACH (struct revision *, parent, revision->revises)
		*VEC_ADD(arena, &at) = *parent;
	VEC_EACH (struct revision *, needed, revision->needs)
		*VEC_ADD(arena, &at) = *needed;
	if (snapshot_read(arena, &snapshot, revision, diagnostics) != 0 ||
		fold_read(arena, &fold, graph, &at, diagnostics) != 0)
		return -1;
	fold.restated = snapshot.objects;
	return finish_schema(&fold, out);
}

int
fold_shared(struct arena *arena, struct texts *out, const struct graph *graph,
	const struct revisions *at, struct diagnostics *diagnostics)
{
	struct fold fold;
	*out = (struct texts){0};
	if (fold_read(arena, &fold, graph, at, diagnostics) != 0)
		return -1;
	VEC_EACH (struct object *, object, fold.objects)
		if ((*object)->tips.len > 1)
			*VEC_ADD(arena, out) = (*object)->key;
	return 0;
}
