#include "rev/merge/fold_references.h"

#include "base/text.h"
#include "rev/merge/fold_internal.h"

#include <string.h>

/* "table audit.users" for {"schema": "audit", "name": "users"}; NULL if it is not a name. */
static const char *
key_of_name(struct arena *arena, const char *kind, const struct json *name)
{
	const struct json *text = json_find(name, "name"), *schema = json_find(name, "schema");
	if (text == NULL || text->type != JSON_TEXT)
		return NULL;
	if (schema == NULL || schema->type != JSON_TEXT)
		return arena_printf(arena, "%s %s", kind, text->text);
	return arena_printf(arena, "%s %s.%s", kind, schema->text, text->text);
}

/* The members of a table's items that refer to other objects. */
struct reference_kind {
	const char *list, *member;
	const char *kind; /* of the referenced object */
};

static const struct reference_kind kinds[] = {
	{"constraints", "target", "table"},
	{"columns", "enum", "enum"},
};

/* The item of the table's list that refers to the object; NULL if there is none. */
static const struct json *
find_reference(struct arena *arena, const struct json *table, const struct reference_kind *kind,
	const char *key)
{
	const struct json *items = json_find(table, kind->list);
	for (size_t i = 0; items != NULL && i < items->items.len; i++)
		if (text_equal(key_of_name(arena, kind->kind,
				       json_find(items->items.items[i], kind->member)),
			    key))
			return items->items.items[i];
	return NULL;
}

const struct json *
fold_find_reference(
	struct arena *arena, const struct json *table, const char *key, const char **list)
{
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		const struct json *item = find_reference(arena, table, &kinds[k], key);
		*list = kinds[k].list;
		if (item != NULL)
			return item;
	}
	return NULL;
}

/*
 * Whether the revision that drops the object, or an ancestor of it, had the reference. If so, the
 * drop is intended.
 */
static bool
is_known(struct fold *fold, const struct object *table, const struct reference_kind *kind,
	const char *key, const struct revision *dropping)
{
	VEC_EACH (const struct object_state, state, table->all)
		if ((state->revision == dropping ||
			    fold_is_before(fold, state->revision, dropping)) &&
			find_reference(fold->arena, state->json, kind, key) != NULL)
			return true;
	return false;
}

/* Reports that our side has the reference and their side drops the referenced object. */
static void
check_reference(struct fold *fold, const struct object *table, const struct reference_kind *kind,
	const struct object *dropped)
{
	VEC_EACH (const struct object_state, theirs, dropped->tips) {
		if (theirs->json->type != JSON_NULL_VALUE ||
			is_known(fold, table, kind, dropped->key, theirs->revision))
			continue;
		VEC_EACH (const struct object_state, ours, table->tips) {
			const struct json *item =
				find_reference(fold->arena, ours->json, kind, dropped->key);
			if (item == NULL || fold_is_before(fold, theirs->revision, ours->revision))
				continue;
			const struct conflict conflict = {.key = table->key,
				.path = kind->list,
				.dropped = dropped->key,
				.sides = {fold_side(ours, item), fold_side(theirs, NULL)}};
			fold->result = conflict_report(
				fold->arena, fold->graph, &conflict, fold->diagnostics);
			return;
		}
	}
}

static void
check_table(struct fold *fold, const struct object *table, const struct json *state,
	const struct map *existing)
{
	for (size_t k = 0; k < sizeof(kinds) / sizeof(*kinds); k++) {
		const struct json *items = json_find(state, kinds[k].list);
		for (size_t i = 0; items != NULL && i < items->items.len; i++) {
			const char *key = key_of_name(fold->arena, kinds[k].kind,
				json_find(items->items.items[i], kinds[k].member));
			const struct object *object =
				key != NULL ? map_find(&fold->by_key, key) : NULL;
			if (object != NULL && map_find(existing, key) == NULL)
				check_reference(fold, table, &kinds[k], object);
		}
	}
}

void
fold_check_references(struct fold *fold, const struct json *all)
{
	struct map existing = {0};
	if (fold->restated != NULL || fold->objects.len == all->members.len)
		return; /* nothing was dropped, or conflicts are resolved elsewhere */
	VEC_EACH (struct json_member, member, all->members)
		map_put(fold->arena, &existing, member->key, member->value);
	VEC_EACH (struct json_member, member, all->members)
		if (text_starts_with(member->key, "table "))
			check_table(fold, map_find(&fold->by_key, member->key), member->value,
				&existing);
}
