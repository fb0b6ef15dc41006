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

/* ------------------------------------------------------------------ printing */

/* How many bytes the UTF-8 character at text has (RFC 3629, section 4); 0 where it is none. */
static size_t
character_length(const unsigned char *text)
{
	static const struct {
		unsigned char first, last, low, high; /* first byte, and range of the second */
		size_t length;
	} forms[] = {{0xC2, 0xDF, 0x80, 0xBF, 2}, {0xE0, 0xE0, 0xA0, 0xBF, 3},
		{0xE1, 0xEC, 0x80, 0xBF, 3}, {0xED, 0xED, 0x80, 0x9F, 3},
		{0xEE, 0xEF, 0x80, 0xBF, 3}, {0xF0, 0xF0, 0x90, 0xBF, 4},
		{0xF1, 0xF3, 0x80, 0xBF, 4}, {0xF4, 0xF4, 0x80, 0x8F, 4}};
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		if (text[0] < forms[i].first || text[0] > forms[i].last)
			continue;
		if (text[1] < forms[i].low || text[1] > forms[i].high)
			return 0;
		for (size_t k = 2; k < forms[i].length; k++)
			if ((text[k] & 0xC0) != 0x80)
				return 0;
		return forms[i].length;
	}
	return 0;
}

static void
print_special(struct strbuf *out, char c)
{
	static const char plain[] = "\"\\\b\f\n\r\t", escaped[] = "\"\\bfnrt";
	const char *place = strchr(plain, c);
	if (c != '\0' && place != NULL)
		strbuf_addf(out, "\\%c", escaped[place - plain]);
	else
		strbuf_addf(out, "\\u%04x", (unsigned char)c);
}

static bool
is_plain(char c)
{
	return (unsigned char)c >= ' ' && (unsigned char)c < 0x80 && c != '"' && c != '\\';
}

static void
print_text(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '"');
	while (*text != '\0') {
		size_t length = 0;
		while (is_plain(text[length]))
			length++;
		strbuf_add(out, text, length);
		text += length;
		if (*text == '\0')
			break;
		length = character_length((const unsigned char *)text);
		if (length > 0)
			strbuf_add(out, text, length);
		else if ((unsigned char)*text >= 0x80)
			strbuf_addstr(out, "\xEF\xBF\xBD");
		else
			print_special(out, *text);
		text += length > 0 ? length : 1;
	}
	strbuf_addch(out, '"');
}

/* Places make most of metadata numbers: printf took a sixth of the time of `compile`. */
static void
print_number(struct strbuf *out, long long number)
{
	char digits[24];
	size_t at = sizeof(digits);
	unsigned long long rest =
		number < 0 ? 0 - (unsigned long long)number : (unsigned long long)number;
	do
		digits[--at] = (char)('0' + rest % 10);
	while ((rest /= 10) > 0);
	if (number < 0)
		digits[--at] = '-';
	strbuf_add(out, digits + at, sizeof(digits) - at);
}

enum { COMPACT = -1 }; /* instead of a depth: everything on one line */

static void
print_line(struct strbuf *out, int depth)
{
	if (depth == COMPACT)
		return;
	static const char blanks[] = "                                ";
	const int most = (int)sizeof(blanks) - 1;
	strbuf_addch(out, '\n');
	for (int width = 2 * depth; width > 0; width -= most)
		strbuf_add(out, blanks, (size_t)(width < most ? width : most));
}

static int
compare_members(const void *a, const void *b)
{
	return strcmp(((const struct json_member *)a)->key, ((const struct json_member *)b)->key);
}

/* Bounded by the depth of the tree, which the reader bounds. */
static void
print(struct strbuf *out, const struct json *json, int depth)
{
	int inner = depth == COMPACT ? COMPACT : depth + 1;
	switch (json->type) {
	case JSON_NULL_VALUE:
		strbuf_addstr(out, "null");
		return;
	case JSON_BOOL:
		strbuf_addstr(out, json->truth ? "true" : "false");
		return;
	case JSON_NUMBER:
		print_number(out, json->number);
		return;
	case JSON_TEXT:
		print_text(out, json->text);
		return;
	case JSON_LIST:
		strbuf_addch(out, '[');
		VEC_EACH (struct json *, item, json->items) {
			strbuf_addstr(out, item > json->items.items ? "," : "");
			print_line(out, inner);
			print(out, *item, inner);
		}
		if (json->items.len > 0)
			print_line(out, depth);
		strbuf_addch(out, ']');
		return;
	case JSON_MEMBERS:
		break;
	}
	strbuf_addch(out, '{');
	/* The order of members is no part of what an object says. */
	if (json->members.len > 0)
		qsort(json->members.items, json->members.len, sizeof(*json->members.items),
			compare_members);
	VEC_EACH (struct json_member, member, json->members) {
		strbuf_addstr(out, member > json->members.items ? "," : "");
		print_line(out, inner);
		print_text(out, member->key);
		strbuf_addstr(out, depth == COMPACT ? ":" : ": ");
		print(out, member->value, inner);
	}
	if (json->members.len > 0)
		print_line(out, depth);
	strbuf_addch(out, '}');
}

void
json_print(struct strbuf *out, const struct json *json)
{
	print(out, json, 0);
	strbuf_addch(out, '\n');
}

void
json_print_compact(struct strbuf *out, const struct json *json)
{
	print(out, json, COMPACT);
}
