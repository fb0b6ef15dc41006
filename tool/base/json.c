#include "base/json.h"

#include <jansson.h>
#include <stdio.h>
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
 * jansson's tree as ours. Its own limit on nesting (2,048) bounds the recursion. *real becomes a
 * number that is not whole, if there is one.
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
	json_t *root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &failure);
	if (root == NULL) {
		error->line = failure.line > 0 ? (unsigned)failure.line : 1;
		error->column = failure.column > 0 ? (unsigned)failure.column : 1;
		snprintf(error->message, sizeof(error->message), "%s", failure.text);
		return NULL;
	}
	const json_t *real = NULL;
	struct json *json = from_jansson(arena, root, &real);
	if (real != NULL) {
		/* jansson keeps no places */
		*error = (struct json_error){.line = 1, .column = 1};
		snprintf(error->message, sizeof(error->message), "a number that is not whole: %g",
			json_real_value(real));
		json = NULL;
	}
	json_decref(root);
	return json;
}

static json_t *
string_of(const char *text)
{
	json_t *string = json_string(text);
	if (string != NULL)
		return string;
	struct strbuf clean = STRBUF_INIT;
	for (const char *byte = text; *byte != '\0'; byte++) {
		json_t *part = NULL;
		size_t length = 0;
		while (part == NULL && length < 4 && byte[length] != '\0')
			part = json_stringn(byte, ++length);
		if (part != NULL)
			strbuf_add(&clean, byte, length);
		else
			strbuf_addstr(&clean, "\xEF\xBF\xBD");
		byte += part != NULL ? length - 1 : 0;
		json_decref(part);
	}
	string = json_string(clean.buf);
	strbuf_release(&clean);
	return string;
}

static json_t *
to_jansson(const struct json *json)
{
	json_t *value = NULL;
	switch (json->type) {
	case JSON_NULL_VALUE:
		value = json_null();
		break;
	case JSON_BOOL:
		value = json_boolean(json->truth);
		break;
	case JSON_NUMBER:
		value = json_integer(json->number);
		break;
	case JSON_TEXT:
		value = string_of(json->text);
		break;
	case JSON_LIST:
		value = json_array();
		VEC_EACH (struct json *, item, json->items)
			json_array_append_new(value, to_jansson(*item));
		break;
	case JSON_MEMBERS:
		value = json_object();
		VEC_EACH (struct json_member, member, json->members)
			json_object_set_new(value, member->key, to_jansson(member->value));
		break;
	}
	if (value == NULL)
		out_of_memory(sizeof(struct json));
	return value;
}

static int
add_to_strbuf(const char *buffer, size_t size, void *data)
{
	strbuf_add(data, buffer, size);
	return 0;
}

static void
print(struct strbuf *out, const struct json *json, size_t flags)
{
	json_t *value = to_jansson(json);
	json_dump_callback(value, add_to_strbuf, out, flags | JSON_SORT_KEYS | JSON_ENCODE_ANY);
	json_decref(value);
}

void
json_print(struct strbuf *out, const struct json *json)
{
	print(out, json, JSON_INDENT(2));
	strbuf_addch(out, '\n');
}

void
json_print_compact(struct strbuf *out, const struct json *json)
{
	print(out, json, JSON_COMPACT);
}
