#include "base/json_print.h"

#include "base/text.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

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

/* The number of leading bytes that need no escape: from space to '~', except '"' and '\\'. */
static size_t
plain_length(const char *text)
{
	const char *at = text;
	while ((unsigned char)(*at - ' ') < 0x80 - ' ' && *at != '"' && *at != '\\')
		at++;
	return (size_t)(at - text);
}

static void
print_text(struct strbuf *out, const char *text)
{
	strbuf_addch(out, '"');
	for (;;) {
		size_t length = plain_length(text);
		strbuf_add(out, text, length);
		text += length;
		if (*text == '\0')
			break;
		length = text_character_length(text);
		if ((unsigned char)*text < 0x80)
			print_special(out, *text);
		else if (length > 0)
			strbuf_add(out, text, length);
		else
			strbuf_addstr(out, "\xEF\xBF\xBD");
		text += length > 0 ? length : 1;
	}
	strbuf_addch(out, '"');
}

enum { COMPACT = -1 }; /* in place of a depth: everything on one line */

static void
print_line(struct strbuf *out, int depth)
{
	static const char line[] = "\n                                ";
	const int most = (int)sizeof(line) - 2;
	if (depth == COMPACT)
		return;
	int width = 2 * depth;
	strbuf_add(out, line, (size_t)(width < most ? width : most) + 1);
	while ((width -= most) > 0)
		strbuf_add(out, line + 1, (size_t)(width < most ? width : most));
}

static int
compare_members(const void *a, const void *b)
{
	return strcmp(((const struct json_member *)a)->key, ((const struct json_member *)b)->key);
}

/* The recursion is bounded by the depth of the tree, which the parser limits. */
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
		strbuf_add_number(out, json->number);
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
	/* The order of members is not significant. */
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

/* ---- the writer ---- */

void
json_writer_init_text(struct json_writer *writer, struct strbuf *out)
{
	*writer = (struct json_writer){.out = out};
}

void
json_writer_init_tree(struct json_writer *writer, struct arena *arena)
{
	*writer = (struct json_writer){.arena = arena};
}

/* Prints the text before the next value: a ',' after the previous one, and the key. */
static void
print_key(struct json_writer *writer, const char *key)
{
	struct json_level *level = &writer->open[writer->depth];
	assert(key == NULL || level->last == NULL || strcmp(level->last, key) <= 0);
	if (level->filled)
		strbuf_addch(writer->out, ',');
	level->filled = true;
	level->last = key;
	if (writer->depth > 0)
		print_line(writer->out, (int)writer->depth);
	if (key == NULL)
		return;
	print_text(writer->out, key);
	strbuf_add(writer->out, ": ", 2);
}

/* Adds the value to the open list or object of the tree. */
static void
attach(struct json_writer *writer, const char *key, struct json *value)
{
	struct json *around = writer->open[writer->depth].value;
	if (around == NULL)
		writer->root = value;
	else if (key != NULL)
		json_set(writer->arena, around, key, value);
	else
		json_push(writer->arena, around, value);
}

void
json_write_text(struct json_writer *writer, const char *key, const char *text)
{
	if (text == NULL)
		return;
	if (writer->out != NULL) {
		print_key(writer, key);
		print_text(writer->out, text);
	} else {
		attach(writer, key, json_new_text(writer->arena, text));
	}
}

void
json_write_number(struct json_writer *writer, const char *key, long long number)
{
	if (writer->out != NULL) {
		print_key(writer, key);
		strbuf_add_number(writer->out, number);
	} else {
		attach(writer, key, json_new_number(writer->arena, number));
	}
}

void
json_write_bool(struct json_writer *writer, const char *key, bool truth)
{
	if (writer->out != NULL) {
		print_key(writer, key);
		strbuf_addstr(writer->out, truth ? "true" : "false");
	} else {
		attach(writer, key, json_new_bool(writer->arena, truth));
	}
}

void
json_write_begin(struct json_writer *writer, const char *key, enum json_type type)
{
	struct json *value = NULL;
	if (writer->out != NULL) {
		print_key(writer, key);
		strbuf_addch(writer->out, type == JSON_LIST ? '[' : '{');
	} else {
		value = ARENA_NEW(writer->arena, struct json);
		value->type = type;
		attach(writer, key, value);
	}
	assert(writer->depth + 1 < JSON_WRITER_DEPTH);
	writer->open[++writer->depth] = (struct json_level){.type = type, .value = value};
}

void
json_write_end(struct json_writer *writer)
{
	struct json_level level = writer->open[writer->depth--];
	if (writer->out == NULL)
		return;
	if (level.filled)
		print_line(writer->out, (int)writer->depth);
	strbuf_addch(writer->out, level.type == JSON_LIST ? ']' : '}');
	if (writer->depth == 0)
		strbuf_addch(writer->out, '\n');
}
