#include "rev/merge/merge_objects.h"

#include "base/json_print.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct merger {
	struct arena *arena;
	struct merge_conflicts *conflicts;
};

static bool
is_absent(const struct json *json)
{
	return json == NULL || json->type == JSON_NULL_VALUE;
}

/* ------------------------------------------------------------------ items */

static void
add_content(struct strbuf *out, const struct json *item, const char *key)
{
	const struct json *value = json_find(item, key);
	strbuf_addf(out, " %s=", key);
	if (value != NULL)
		json_print_compact(out, value);
}

const char *
merge_item_name(struct arena *arena, const struct json *item)
{
	const struct json *name = json_find(item, "name");
	const struct json *value = json_find(item, "value");
	const struct json *kind = json_find(item, "kind");
	if (kind != NULL && kind->type == JSON_TEXT && strcmp(kind->text, "primary key") == 0)
		return kind->text;
	if (name != NULL && name->type == JSON_TEXT)
		return name->text;
	if (value != NULL && value->type == JSON_TEXT)
		return value->text;
	if (kind == NULL || kind->type != JSON_TEXT)
		return NULL;
	struct strbuf content = STRBUF_INIT;
	strbuf_addstr(&content, kind->text);
	add_content(&content, item, "parts");
	add_content(&content, item, "expression");
	return strbuf_finish(&content, arena);
}

/* A list with its items' names. */
struct item {
	const char *name;
	const struct json *value;
	struct item *next; /* in the order of the merged list */
	bool in_base, added_first;
};

struct item_list {
	VEC(struct item) items;
	struct map by_name; /* to struct item * */
};

/* False if an item has no name, or two have the same. An absent list is empty. */
static bool
read_items(const struct merger *merger, const struct json *list, struct item_list *out)
{
	*out = (struct item_list){0};
	if (is_absent(list))
		return true;
	if (list->type != JSON_LIST)
		return false;
	VEC_EACH (struct json *, value, list->items) {
		const char *name = merge_item_name(merger->arena, *value);
		if (name == NULL || map_find(&out->by_name, name) != NULL)
			return false;
		*VEC_ADD(merger->arena, &out->items) = (struct item){.name = name, .value = *value};
		map_put(merger->arena, &out->by_name, name, (void *)name);
	}
	for (size_t i = 0; i < out->items.len; i++)
		map_put(merger->arena, &out->by_name, out->items.items[i].name,
			&out->items.items[i]);
	return true;
}

static const struct json *
item_value(const struct item_list *list, const char *name)
{
	const struct item *item = map_find(&list->by_name, name);
	return item != NULL ? item->value : NULL;
}

/* Whether the items that are also in the base are in the base's order. */
static bool
keeps_order(const struct item_list *base, const struct item_list *list)
{
	const struct item *last = NULL;
	VEC_EACH (struct item, item, list->items) {
		const struct item *known = map_find(&base->by_name, item->name);
		if (known == NULL)
			continue;
		if (last != NULL && known < last)
			return false;
		last = known;
	}
	return true;
}

/* ------------------------------------------------------------------ merging */

static struct json *merge_value(const struct merger *merger, const char *path, const char *key,
	const struct json *base, const struct json *ours, const struct json *theirs);

static const char *
path_add(const struct merger *merger, const char *path, const char *name)
{
	return *path == '\0' ? name : arena_printf(merger->arena, "%s: %s", path, name);
}

static void
add_conflict(const struct merger *merger, const char *path, const struct json *base,
	const struct json *ours, const struct json *theirs)
{
	*VEC_ADD(merger->arena, merger->conflicts) =
		(struct merge_conflict){path, base, ours, theirs};
}

/*
 * The order of the merged list. It is the order of `first`; an item that only `second` has is
 * placed after the item that it follows there.
 */
static struct item *
merge_order(const struct merger *merger, const struct item_list *base,
	const struct item_list *first, const struct item_list *second)
{
	struct map placed = {0};
	struct item head = {0};
	struct item *last = &head;
	VEC_EACH (struct item, item, first->items) {
		struct item *copy = ARENA_NEW(merger->arena, struct item);
		copy->name = item->name;
		copy->in_base = map_find(&base->by_name, item->name) != NULL;
		copy->added_first = !copy->in_base;
		last = last->next = copy;
		map_put(merger->arena, &placed, copy->name, copy);
	}
	last = &head;
	VEC_EACH (struct item, item, second->items) {
		struct item *placed_item = map_find(&placed, item->name);
		if (placed_item == NULL) {
			while (last->next != NULL && last->next->added_first)
				last = last->next;
			placed_item = ARENA_NEW(merger->arena, struct item);
			placed_item->name = item->name;
			placed_item->next = last->next;
			last->next = placed_item;
			map_put(merger->arena, &placed, item->name, placed_item);
		}
		last = placed_item;
	}
	return head.next;
}

static struct json *
merge_items(const struct merger *merger, const char *path, const struct item_list *base,
	const struct item_list *ours, const struct item_list *theirs)
{
	struct json *merged = json_new_list(merger->arena);
	bool ours_moved = !keeps_order(base, ours);
	struct item *order = ours_moved || keeps_order(base, theirs)
				     ? merge_order(merger, base, ours, theirs)
				     : merge_order(merger, base, theirs, ours);
	for (const struct item *item = order; item != NULL; item = item->next) {
		struct json *value = merge_value(merger, path_add(merger, path, item->name), "",
			item_value(base, item->name), item_value(ours, item->name),
			item_value(theirs, item->name));
		if (value != NULL)
			json_push(merger->arena, merged, value);
	}
	return merged;
}

static bool
have_one_value(const struct json *a, const struct json *b)
{
	return a != NULL && b != NULL &&
	       json_values_equal(json_find(a, "value"), json_find(b, "value"));
}

/*
 * Reports constants that have the same value only after the merge: a row could not be attributed to
 * either.
 */
static void
find_equal_constants(const struct merger *merger, const char *path, const struct json *merged,
	const struct item_list *ours, const struct item_list *theirs)
{
	for (size_t i = 0; i < merged->items.len; i++)
		for (size_t j = i + 1; j < merged->items.len; j++) {
			const struct json *a = merged->items.items[i], *b = merged->items.items[j];
			const char *x = merge_item_name(merger->arena, a);
			const char *y = merge_item_name(merger->arena, b);
			if (!have_one_value(a, b) ||
				have_one_value(item_value(ours, x), item_value(ours, y)) ||
				have_one_value(item_value(theirs, x), item_value(theirs, y)))
				continue;
			bool first = json_values_equal(item_value(ours, x), a);
			add_conflict(merger, path, NULL, first ? a : b, first ? b : a);
		}
}

static bool
is_item_list(const char *key)
{
	static const char *const keys[] = {
		"columns", "constraints", "indexes", "values", "constants"};
	for (size_t i = 0; i < sizeof(keys) / sizeof(*keys); i++)
		if (strcmp(keys[i], key) == 0)
			return true;
	return false;
}

/*
 * Merges lists of columns, constraints, indexes or enum values; NULL if they cannot be merged item
 * by item.
 */
static struct json *
merge_lists(const struct merger *merger, const char *path, const char *key, const struct json *base,
	const struct json *ours, const struct json *theirs)
{
	struct item_list base_items, our_items, their_items;
	if (!is_item_list(key) || !read_items(merger, base, &base_items) ||
		!read_items(merger, ours, &our_items) || !read_items(merger, theirs, &their_items))
		return NULL;
	/* The order of enum values is significant; that of columns is not. */
	if (strcmp(key, "values") == 0 && !keeps_order(&base_items, &our_items) &&
		!keeps_order(&base_items, &their_items))
		return NULL;
	struct json *merged = merge_items(merger, path, &base_items, &our_items, &their_items);
	if (strcmp(key, "constants") == 0)
		find_equal_constants(merger, path, merged, &our_items, &their_items);
	return merged;
}

/*
 * Whether the value is merged member by member. A name with its schema is not: it is a single
 * value. A value without a key (an item of a list, or the whole) is not such a name, even if its
 * only member is a name.
 */
static bool
can_merge_members(const char *key, const struct json *json)
{
	if (json == NULL || json->type != JSON_MEMBERS)
		return false;
	bool only_name = json_find(json, "name") != NULL &&
			 (json->members.len == 1 ||
				 (json->members.len == 2 && json_find(json, "schema") != NULL));
	return *key == '\0' || !only_name;
}

static void
merge_member(const struct merger *merger, const char *path, const char *key, struct json *merged,
	const struct json *base, const struct json *ours, const struct json *theirs)
{
	struct json *value = merge_value(merger, path_add(merger, path, key), key,
		json_find(base, key), json_find(ours, key), json_find(theirs, key));
	if (value != NULL)
		json_set(merger->arena, merged, key, value);
}

static struct json *
merge_members(const struct merger *merger, const char *path, const struct json *base,
	const struct json *ours, const struct json *theirs)
{
	struct json *merged = json_new_object(merger->arena);
	VEC_EACH (struct json_member, member, base->members)
		merge_member(merger, path, member->key, merged, base, ours, theirs);
	VEC_EACH (struct json_member, member, ours->members)
		if (json_find(base, member->key) == NULL)
			merge_member(merger, path, member->key, merged, base, ours, theirs);
	VEC_EACH (struct json_member, member, theirs->members)
		if (json_find(base, member->key) == NULL && json_find(ours, member->key) == NULL)
			merge_member(merger, path, member->key, merged, base, ours, theirs);
	return merged;
}

static struct json *
merge_value(const struct merger *merger, const char *path, const char *key, const struct json *base,
	const struct json *ours, const struct json *theirs)
{
	struct json *list;
	const struct json *chosen = NULL;
	if (json_values_equal(ours, theirs) || json_values_equal(base, theirs))
		chosen = ours;
	else if (json_values_equal(base, ours))
		chosen = theirs;
	else if (can_merge_members(key, base) && can_merge_members(key, ours) &&
		 can_merge_members(key, theirs))
		return merge_members(merger, path, base, ours, theirs);
	else if ((list = merge_lists(merger, path, key, base, ours, theirs)) != NULL)
		return list;
	else {
		add_conflict(merger, path, base, ours, theirs);
		chosen = ours;
	}
	/* Values are shared, never changed. */
	return is_absent(chosen) ? NULL : (struct json *)chosen;
}

static int
compare_conflicts(const void *a, const void *b)
{
	return strcmp(
		((const struct merge_conflict *)a)->path, ((const struct merge_conflict *)b)->path);
}

struct json *
merge_json(struct arena *arena, const struct json *base, const struct json *ours,
	const struct json *theirs, struct merge_conflicts *conflicts)
{
	const struct merger merger = {arena, conflicts};
	struct json *merged = merge_value(&merger, "", "", base, ours, theirs);
	if (conflicts->len > 1)
		qsort(conflicts->items, conflicts->len, sizeof(*conflicts->items),
			compare_conflicts);
	return merged;
}

/* ------------------------------------------------------------------ columns */

bool
merge_has_column(const struct json *table, const char *name)
{
	const struct json *columns = json_find(table, "columns");
	for (size_t i = 0; columns != NULL && i < columns->items.len; i++) {
		const struct json *text = json_find(columns->items.items[i], "name");
		if (text != NULL && text->type == JSON_TEXT && strcmp(text->text, name) == 0)
			return true;
	}
	return false;
}

static const char *
lost_part(const struct json *table, const struct json *item)
{
	const struct json *parts = json_find(item, "parts");
	for (size_t i = 0; parts != NULL && i < parts->items.len; i++) {
		const struct json *column = json_find(parts->items.items[i], "column");
		if (column != NULL && column->type == JSON_TEXT &&
			!merge_has_column(table, column->text))
			return column->text;
	}
	return NULL;
}

const char *
merge_lost_column(const struct json *table, const char **list, const struct json **item)
{
	static const char *const lists[] = {"constraints", "indexes"};
	if (json_find(table, "columns") == NULL)
		return NULL;
	for (size_t i = 0; i < sizeof(lists) / sizeof(*lists); i++) {
		const struct json *items = json_find(table, lists[i]);
		for (size_t k = 0; items != NULL && k < items->items.len; k++) {
			const char *lost = lost_part(table, items->items.items[k]);
			*list = lists[i];
			*item = items->items.items[k];
			if (lost != NULL)
				return lost;
		}
	}
	return NULL;
}
