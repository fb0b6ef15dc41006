#include "base/json.h"

#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct json *
value_new(struct arena *arena, enum json_type type)
{
	struct json *json = ARENA_NEW(arena, struct json);
	json->type = type;
	return json;
}

struct json *
json_new_null(struct arena *arena)
{
	return value_new(arena, JSON_NULL_VALUE);
}

struct json *
json_new_bool(struct arena *arena, bool truth)
{
	struct json *json = value_new(arena, JSON_BOOL);
	json->truth = truth;
	return json;
}

struct json *
json_new_number(struct arena *arena, long long number)
{
	struct json *json = value_new(arena, JSON_NUMBER);
	json->number = number;
	return json;
}

struct json *
json_new_text(struct arena *arena, const char *text)
{
	if (text == NULL)
		return json_new_null(arena);
	struct json *json = value_new(arena, JSON_TEXT);
	json->text = text;
	return json;
}

struct json *
json_new_list(struct arena *arena)
{
	return value_new(arena, JSON_LIST);
}

struct json *
json_new_object(struct arena *arena)
{
	return value_new(arena, JSON_MEMBERS);
}

void
json_push(struct arena *arena, struct json *list, struct json *item)
{
	*VEC_ADD(arena, &list->items) = item;
}

void
json_set(struct arena *arena, struct json *object, const char *key, struct json *value)
{
	*VEC_ADD(arena, &object->members) = (struct json_member){.key = key, .value = value};
}

void
json_set_text(struct arena *arena, struct json *object, const char *key, const char *text)
{
	if (text != NULL)
		json_set(arena, object, key, json_new_text(arena, text));
}

void
json_set_flag(struct arena *arena, struct json *object, const char *key, bool truth)
{
	if (truth)
		json_set(arena, object, key, json_new_bool(arena, true));
}

void
json_set_list(struct arena *arena, struct json *object, const char *key, struct json *list)
{
	if (list->items.len > 0)
		json_set(arena, object, key, list);
}

struct json *
json_find(const struct json *object, const char *key)
{
	if (object == NULL || object->type != JSON_MEMBERS)
		return NULL;
	VEC_EACH (struct json_member, member, object->members)
		if (strcmp(member->key, key) == 0)
			return member->value;
	return NULL;
}

/*
 * Converts jansson's tree. jansson's limit on nesting (2,048) bounds the recursion. *real is set to
 * a number that is not an integer, if there is one.
 */
static struct json *
from_jansson(struct arena *arena, json_t *value, const json_t **real)
{
	struct json *json;
	switch (json_typeof(value)) {
	case JSON_OBJECT:
		json = json_new_object(arena);
		for (void *at = json_object_iter(value); at != NULL;
			at = json_object_iter_next(value, at))
			json_set(arena, json, arena_strdup(arena, json_object_iter_key(at)),
				from_jansson(arena, json_object_iter_value(at), real));
		return json;
	case JSON_ARRAY:
		json = json_new_list(arena);
		for (size_t i = 0; i < json_array_size(value); i++)
			json_push(arena, json, from_jansson(arena, json_array_get(value, i), real));
		return json;
	case JSON_STRING:
		return json_new_text(arena, arena_strdup(arena, json_string_value(value)));
	case JSON_INTEGER:
		return json_new_number(arena, json_integer_value(value));
	case JSON_REAL:
		*real = value;
		break;
	case JSON_TRUE:
		return json_new_bool(arena, true);
	case JSON_FALSE:
		return json_new_bool(arena, false);
	case JSON_NULL:
		break;
	}
	return json_new_null(arena);
}

struct json *
json_parse(struct arena *arena, const char *text, size_t length, struct json_error *error)
{
	json_error_t failure;
	/* RFC 8259, section 8.1: a reader may ignore a byte order mark; editors write one. */
	const size_t mark = length >= 3 && memcmp(text, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
	json_t *root = json_loadb(text + mark, length - mark, JSON_REJECT_DUPLICATES, &failure);
	if (root == NULL) {
		error->line = failure.line > 0 ? (unsigned)failure.line : 1;
		error->column = failure.column > 0 ? (unsigned)failure.column : 1;
		if (error->line == 1)
			error->column += (unsigned)mark;
		snprintf(error->message, sizeof(error->message), "%s", failure.text);
		return NULL;
	}
	const json_t *real = NULL;
	struct json *json = from_jansson(arena, root, &real);
	if (real != NULL) {
		/* jansson does not record the locations of values */
		*error = (struct json_error){.line = 1, .column = 1};
		snprintf(error->message, sizeof(error->message), "number is not an integer: %g",
			json_real_value(real));
		json = NULL;
	}
	json_decref(root);
	return json;
}

static bool
is_null(const struct json *json)
{
	return json == NULL || json->type == JSON_NULL_VALUE;
}

static bool
lists_equal(const struct json *a, const struct json *b)
{
	if (a->items.len != b->items.len)
		return false;
	for (size_t i = 0; i < a->items.len; i++)
		if (!json_values_equal(a->items.items[i], b->items.items[i]))
			return false;
	return true;
}

static bool
members_equal(const struct json *a, const struct json *b)
{
	if (a->members.len != b->members.len)
		return false;
	VEC_EACH (struct json_member, member, a->members) {
		const struct json *other = json_find(b, member->key);
		if (other == NULL || !json_values_equal(member->value, other))
			return false;
	}
	return true;
}

/* jansson limits the depth of a parsed tree, and with it this recursion. */
bool
json_values_equal(const struct json *a, const struct json *b)
{
	if (a == b)
		return true;
	if (is_null(a) || is_null(b))
		return is_null(a) && is_null(b);
	if (a->type != b->type)
		return false;
	switch (a->type) {
	case JSON_BOOL:
		return a->truth == b->truth;
	case JSON_NUMBER:
		return a->number == b->number;
	case JSON_TEXT:
		return strcmp(a->text, b->text) == 0;
	case JSON_LIST:
		return lists_equal(a, b);
	case JSON_MEMBERS:
		return members_equal(a, b);
	case JSON_NULL_VALUE:
		break;
	}
	return true;
}
