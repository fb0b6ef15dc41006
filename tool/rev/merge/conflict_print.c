#include "rev/merge/conflict_print.h"

#include "base/text.h"
#include "rev/merge/merge_objects.h"
#include "rev/merge/state_print.h"
#include "schema/schema_json.h"

#include <string.h>

enum {
	LIST_LIMIT = 4, /* maximum number of changes to one object in a message */
};

/* ------------------------------------------------------------------ the part */

/* The part of an object that a path leads to. */
struct part {
	const char *list;   /* one of item_lists; NULL: not in such a list */
	const char *item;   /* merge_item_name(); NULL: the list itself */
	const char *member; /* of the item or the object: "type"; NULL: the whole */
};

static const char *const item_lists[] = {"columns", "constraints", "indexes", "values"};

/* The item of the state's list with this name; NULL if absent. */
static const struct json *
find_item(struct arena *arena, const struct json *state, const char *list, const char *name)
{
	const struct json *items = json_find(state, list);
	for (size_t i = 0; items != NULL && i < items->items.len; i++)
		if (text_equal(merge_item_name(arena, items->items.items[i]), name))
			return items->items.items[i];
	return NULL;
}

/* The first element of a path; *path moves to the next one. */
static const char *
take_element(struct arena *arena, const char **path)
{
	const char *end = strstr(*path, ": ");
	const char *element =
		end != NULL ? arena_strndup(arena, *path, (size_t)(end - *path)) : *path;
	*path = end != NULL ? end + strlen(": ") : "";
	return *element != '\0' ? element : NULL;
}

/* Moves *path past the item's name, which may contain ": " itself. */
static const char *
take_item(struct arena *arena, const struct json *state, const char *list, const char **path)
{
	const struct json *items = json_find(state, list);
	for (size_t i = 0; items != NULL && i < items->items.len; i++) {
		const char *name = merge_item_name(arena, items->items.items[i]);
		size_t length = name != NULL ? strlen(name) : 0;
		if (length == 0 || !text_starts_with(*path, name) ||
			((*path)[length] != '\0' && !text_starts_with(*path + length, ": ")))
			continue;
		*path += length;
		*path += text_starts_with(*path, ": ") ? strlen(": ") : 0;
		return name;
	}
	return NULL;
}

static struct part
part_of(struct arena *arena, const struct conflict *conflict)
{
	const char *path = conflict->path;
	struct part part = {.member = take_element(arena, &path)};
	for (size_t i = 0; part.member != NULL && i < sizeof(item_lists) / sizeof(*item_lists); i++)
		if (strcmp(part.member, item_lists[i]) == 0)
			part.list = item_lists[i];
	if (part.list == NULL || *path == '\0')
		return part;
	const struct conflict_side *const all[] = {
		&conflict->sides[0], &conflict->sides[1], &conflict->base};
	for (size_t i = 0; part.item == NULL && i < 3; i++)
		part.item = take_item(arena, all[i]->state, part.list, &path);
	if (part.item == NULL)
		part.item = take_element(arena, &path);
	part.member = take_element(arena, &path);
	return part;
}

/* The item or object of the side that is the part, or contains it; NULL if absent. */
static const struct json *
holder_of(struct arena *arena, const struct part *part, const struct conflict_side *side)
{
	if (state_is_absent(side->state))
		return NULL;
	return part->item != NULL ? find_item(arena, side->state, part->list, part->item)
				  : side->state;
}

/* ------------------------------------------------------------------ names */

/* "table 'users'", "materialized view 'totals'", "trigger 'touch' on 'users'". */
static const char *
key_quote(struct arena *arena, const char *key)
{
	enum object_kind kind = object_key_kind(key);
	const char *words = kind < OBJECT_KIND_COUNT ? object_kind_name(kind) : NULL;
	const char *name, *table;
	if (object_key_split(arena, key, &name, &table))
		return arena_printf(arena, "%s '%s' on '%s'", words, name, table);
	if (words != NULL)
		return arena_printf(arena, "%s '%s'", words, key + strlen(words) + 1);
	const char *space = strchr(key, ' ');
	return space != NULL ? arena_printf(arena, "%.*s '%s'", (int)(space - key), key, space + 1)
			     : key;
}

/* The name in a key: "users" of "table users". */
static const char *
key_name(const char *key)
{
	const char *space = strchr(key, ' ');
	return space != NULL ? space + 1 : key;
}

/* "unique constraint", "foreign key": constraint_kind_name() of the kind in the JSON. */
static const char *
constraint_words(struct arena *arena, const struct json *item)
{
	const char *kind = state_member_print(arena, item, "kind");
	for (int i = 0; kind != NULL && i < CONSTRAINT_KIND_COUNT; i++)
		if (text_starts_with(constraint_kind_name((enum constraint_kind)i), kind))
			return constraint_kind_name((enum constraint_kind)i);
	return "constraint";
}

/* "column 'phone'", "unique constraint (a, b)", "index 'users_phone_idx'", "value 'open'". */
static const char *
item_quote(struct arena *arena, const char *list, const char *name, const struct json *item)
{
	if (strcmp(list, "columns") == 0)
		return arena_printf(arena, "column '%s'", name);
	if (strcmp(list, "indexes") == 0)
		return arena_printf(arena, "index '%s'", name);
	if (strcmp(list, "values") == 0)
		return arena_printf(arena, "value '%s'", name);
	const char *words = constraint_words(arena, item);
	if (text_equal(state_member_print(arena, item, "kind"), "primary key"))
		return words;
	if (json_find(item, "name") != NULL)
		return arena_printf(
			arena, "%s '%s'", words, state_member_print(arena, item, "name"));
	const char *key = json_find(item, "parts") != NULL ? "parts" : "expression";
	const char *content = state_member_print(arena, item, key);
	return content != NULL ? arena_printf(arena, "%s (%s)", words, content) : words;
}

const char *
conflict_subject(struct arena *arena, const struct conflict *conflict)
{
	const struct part part = part_of(arena, conflict);
	const char *owner = key_name(conflict->key);
	if (conflict->dropped != NULL && text_starts_with(conflict->dropped, "column "))
		return arena_printf(arena, "column '%s.%s'", owner, key_name(conflict->dropped));
	if (conflict->dropped != NULL)
		return key_quote(arena, conflict->dropped);
	if (part.item == NULL)
		return key_quote(arena, conflict->key);
	if (strcmp(part.list, "columns") == 0)
		return arena_printf(arena, "column '%s.%s'", owner, part.item);
	const struct json *item = holder_of(arena, &part, &conflict->sides[0]);
	if (item == NULL)
		item = holder_of(arena, &part, &conflict->sides[1]);
	return arena_printf(arena, "%s %s %s", item_quote(arena, part.list, part.item, item),
		strcmp(part.list, "indexes") == 0 ? "on" : "of", key_quote(arena, conflict->key));
}

/* ------------------------------------------------------------------ changes */

/* The members of items and objects, as messages name them. */
static const struct member {
	const char *key, *words;
	bool is_flag;
} members[] = {
	{"autoincrement", "AUTOINCREMENT", true},
	{"columns", "columns", false},
	{"conflict", "ON CONFLICT clause", false},
	{"deferrable", "DEFERRABLE", true},
	{"enum", "type", false},
	{"identity_options", "identity options", false},
	{"include", "INCLUDE columns", false},
	{"initially_deferred", "INITIALLY DEFERRED", true},
	{"match", "MATCH type", false},
	{"method", "access method", false},
	{"no_inherit", "NO INHERIT", true},
	{"not_null", "NOT NULL", true},
	{"not_null_conflict", "ON CONFLICT clause", false},
	{"not_valid", "NOT VALID", true},
	{"nulls_not_distinct", "NULLS NOT DISTINCT", true},
	{"on_delete", "ON DELETE action", false},
	{"on_update", "ON UPDATE action", false},
	{"parts", "columns", false},
	{"sql", "definition", false},
	{"strict", "STRICT", true},
	{"target", "referenced table", false},
	{"target_columns", "referenced columns", false},
	{"unique", "UNIQUE", true},
	{"unlogged", "UNLOGGED", true},
	{"where", "WHERE condition", false},
	{"with", "storage parameters", false},
	{"without_rowid", "WITHOUT ROWID", true},
};

static struct member
member_find(const char *key)
{
	for (size_t i = 0; i < sizeof(members) / sizeof(*members); i++)
		if (strcmp(members[i].key, key) == 0)
			return members[i];
	return (struct member){key, key, false};
}

/* "gives KIND_D the value 3 and KIND_E the value 4" */
static const char *
constants_change(struct arena *arena, const struct json *before, const struct json *after)
{
	const struct json *items = json_find(after, "constants");
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; items != NULL && i < items->items.len; i++) {
		const struct json *item = items->items.items[i];
		const char *name = merge_item_name(arena, item);
		if (!json_values_equal(item, find_item(arena, before, "constants", name)))
			strbuf_addf(&text, "%s%s the value %s", text.len > 0 ? " and " : "gives ",
				name, state_member_print(arena, item, "value"));
	}
	strbuf_addstr(&text, text.len > 0 ? "" : "drops constants");
	return strbuf_finish(&text, arena);
}

/* "changes its type to TEXT", "makes it NOT NULL", "drops its default". */
static const char *
member_change(
	struct arena *arena, const char *key, const struct json *before, const struct json *after)
{
	const struct member member = member_find(key);
	if (strcmp(key, "constants") == 0)
		return constants_change(arena, before, after);
	const char *old = state_member_print(arena, before, key);
	const char *now = state_member_print(arena, after, key);
	if (member.is_flag && now == NULL && strcmp(key, "not_null") == 0)
		return "makes it nullable";
	if (member.is_flag)
		return arena_printf(
			arena, "makes it %s%s", now == NULL ? "not " : "", member.words);
	if (now == NULL)
		return arena_printf(arena, "drops its %s", member.words);
	if (strcmp(key, "sql") == 0)
		return "changes its definition";
	if (strcmp(key, "values") == 0)
		return arena_printf(arena, "changes the order of its values to %s", now);
	return arena_printf(
		arena, "%s its %s to %s", old == NULL ? "sets" : "changes", member.words, now);
}

/* Phrases, which a message joins as in "a, b and c". */
static void
add_phrase(struct arena *arena, struct texts *phrases, const char *phrase)
{
	VEC_EACH (const char *, known, *phrases)
		if (strcmp(*known, phrase) == 0)
			return;
	*VEC_ADD(arena, phrases) = phrase;
}

static const char *
join(struct arena *arena, const struct texts *phrases)
{
	struct strbuf text = STRBUF_INIT;
	size_t shown = phrases->len > LIST_LIMIT ? LIST_LIMIT : phrases->len;
	for (size_t i = 0; i < shown; i++)
		strbuf_addf(&text, "%s%s",
			i == 0                  ? ""
			: i + 1 == phrases->len ? " and "
						: ", ",
			phrases->items[i]);
	if (shown < phrases->len)
		strbuf_addf(&text, " and %zu more", phrases->len - shown);
	return strbuf_finish(&text, arena);
}

/* The changes to the items of a list: "adds column 'z'". */
static void
add_item_changes(struct arena *arena, struct texts *phrases, const char *list,
	const struct json *before, const struct json *after)
{
	const struct json *const sides[] = {after, before};
	for (size_t s = 0; s < 2; s++) {
		const struct json *items = json_find(sides[s], list);
		for (size_t i = 0; items != NULL && i < items->items.len; i++) {
			const struct json *item = items->items.items[i];
			const char *name = merge_item_name(arena, item);
			const struct json *other =
				name != NULL ? find_item(arena, sides[1 - s], list, name) : NULL;
			if (other == NULL ? name == NULL : s == 1 || json_values_equal(item, other))
				continue;
			add_phrase(arena, phrases,
				arena_printf(arena, "%s %s",
					other != NULL ? "changes"
					: s == 0      ? "adds"
						      : "drops",
					item_quote(arena, list, name, item)));
		}
	}
}

/* The changes to an object or item, each as a phrase about "it". */
static void
add_changes(struct arena *arena, struct texts *phrases, const struct json *before,
	const struct json *after)
{
	const struct json *const sides[] = {after, before};
	for (size_t i = 0; i < sizeof(item_lists) / sizeof(*item_lists); i++)
		add_item_changes(arena, phrases, item_lists[i], before, after);
	for (size_t s = 0; s < 2; s++) {
		VEC_EACH (const struct json_member, member, sides[s]->members) {
			bool is_list = false;
			for (size_t i = 0; i < sizeof(item_lists) / sizeof(*item_lists); i++)
				is_list |= strcmp(member->key, item_lists[i]) == 0;
			if (!is_list && !json_values_equal(member->value,
						json_find(sides[1 - s], member->key)))
				add_phrase(arena, phrases,
					member_change(arena, member->key, before, after));
		}
	}
	if (phrases->len == 0)
		add_phrase(arena, phrases,
			json_find(after, "values") != NULL
				? member_change(arena, "values", before, after)
				: "changes the order of its parts");
}

/* ------------------------------------------------------------------ sides */

/*
 * The items of the object that the other side's object does not have, or has in a different form.
 */
static void
add_own_items(
	struct arena *arena, struct texts *names, const struct json *own, const struct json *other)
{
	for (size_t i = 0; i < sizeof(item_lists) / sizeof(*item_lists); i++) {
		const struct json *items = json_find(own, item_lists[i]);
		for (size_t k = 0; items != NULL && k < items->items.len; k++) {
			const struct json *item = items->items.items[k];
			const char *name = merge_item_name(arena, item);
			if (name != NULL && !json_values_equal(item,
						    find_item(arena, other, item_lists[i], name)))
				*VEC_ADD(arena, names) =
					item_quote(arena, item_lists[i], name, item);
		}
	}
}

/* A part that both sides add in different ways: "adds it as TEXT", "creates it with column 'z'". */
static const char *
addition(struct arena *arena, const struct part *part, const struct json *own,
	const struct json *other)
{
	struct texts items = {0}, changes = {0};
	const char *verb = part->item != NULL ? "adds" : "creates";
	if (other == NULL)
		return arena_printf(arena, "%s it", verb);
	if (part->item != NULL) {
		const char *definition = state_definition_print(arena, part->list, own);
		if (!text_equal(definition, state_definition_print(arena, part->list, other)))
			return arena_printf(arena, "adds it as %s", definition);
	}
	add_own_items(arena, &items, own, other);
	if (items.len > 0)
		return arena_printf(arena, "%s it with %s", verb, join(arena, &items));
	VEC_EACH (const struct json_member, member, own->members)
		if (!json_values_equal(member->value, json_find(other, member->key)) &&
			strcmp(member->key, "sql") != 0 && member->value->type != JSON_LIST)
			*VEC_ADD(arena, &changes) = member_change(arena, member->key, NULL, own);
	return changes.len > 0 ? arena_printf(arena, "%s it and %s", verb, join(arena, &changes))
			       : arena_printf(arena, "%s it", verb);
}

/* The kind of the subject: "table", "foreign key". */
static const char *
subject_kind(struct arena *arena, const struct conflict *conflict)
{
	const char *subject = conflict_subject(arena, conflict);
	size_t length = strcspn(subject, "'(");
	const char *of = strstr(subject, " of ");
	if (of != NULL && (size_t)(of - subject) < length)
		length = (size_t)(of - subject);
	while (length > 0 && subject[length - 1] == ' ')
		length--;
	return arena_strndup(arena, subject, length);
}

/* "adds foreign key (owner) of table 'pets', which needs the table". */
static const char *
reference_print(struct arena *arena, const struct conflict *conflict, const struct json *item)
{
	const char *words = item_quote(arena, conflict->path, merge_item_name(arena, item), item);
	if (text_starts_with(conflict->dropped, "column "))
		return arena_printf(arena, "adds %s, which needs the column", words);
	return arena_printf(arena, "adds %s of %s, which needs the %s", words,
		key_quote(arena, conflict->key), subject_kind(arena, conflict));
}

const char *
conflict_change(
	struct arena *arena, const struct conflict *conflict, const struct conflict_side *side)
{
	const char *drops = arena_printf(arena, "drops the %s", subject_kind(arena, conflict));
	if (conflict->dropped != NULL)
		return side->reference != NULL ? reference_print(arena, conflict, side->reference)
					       : drops;
	const struct part part = part_of(arena, conflict);
	const struct conflict_side *other = &conflict->sides[side == &conflict->sides[0]];
	const struct json *own = holder_of(arena, &part, side);
	const struct json *before = holder_of(arena, &part, &conflict->base);
	if (own == NULL)
		return drops;
	if (before == NULL)
		return addition(arena, &part, own, holder_of(arena, &part, other));
	if (part.member != NULL)
		return member_change(arena, part.member, before, own);
	struct texts phrases = {0};
	add_changes(arena, &phrases, before, own);
	return join(arena, &phrases);
}

/* "its type was VARCHAR(20)"; NULL for a whole object. */
static const char *
state_print(struct arena *arena, const struct part *part, const struct json *before)
{
	if (part->member == NULL && part->item == NULL)
		return NULL;
	if (part->member == NULL)
		return arena_printf(
			arena, "it was %s", state_definition_print(arena, part->list, before));
	const struct member member = member_find(part->member);
	const char *value = state_member_print(arena, before, part->member);
	if (strcmp(part->member, "sql") == 0 || strcmp(part->member, "constants") == 0)
		return NULL;
	if (member.is_flag)
		return arena_printf(
			arena, "it was %s%s", value == NULL ? "not " : "", member.words);
	const char *verb = text_ends_with(member.words, "s") ? "were" : "was";
	return value != NULL ? arena_printf(arena, "its %s %s %s", member.words, verb, value)
			     : arena_printf(arena, "it had no %s", member.words);
}

const char *
conflict_before(struct arena *arena, const struct conflict *conflict)
{
	const struct part part = part_of(arena, conflict);
	const struct json *before = holder_of(arena, &part, &conflict->base);
	if (before == NULL || conflict->base.revision == NULL)
		return NULL;
	const char *state = state_print(arena, &part, before);
	const char *id = conflict->base.revision->id;
	return state != NULL ? arena_printf(arena, "in revision %s, before both, %s", id, state)
			     : arena_printf(arena, "both start from revision %s", id);
}
