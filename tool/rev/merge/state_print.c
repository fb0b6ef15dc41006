#include "rev/merge/state_print.h"

#include "base/json_print.h"
#include "base/strbuf.h"
#include "base/text.h"
#include "schema/dialect_id.h"

#include <string.h>

enum {
	TEXT_LIMIT = 80, /* maximum length in bytes of an expression, default or comment */
};

bool
state_is_absent(const struct json *json)
{
	return json == NULL || json->type == JSON_NULL_VALUE;
}

/* ------------------------------------------------------------------ values */

static void add_value(struct arena *arena, struct strbuf *out, const struct json *value);

static void
add_list(struct arena *arena, struct strbuf *out, const struct json *list)
{
	for (size_t i = 0; i < list->items.len; i++) {
		strbuf_addstr(out, i > 0 ? ", " : "");
		add_value(arena, out, list->items.items[i]);
	}
}

/* The first of these members that the object has. */
static const struct json *
first_member(const struct json *object, const char *const *keys)
{
	const struct json *found = NULL;
	for (; found == NULL && *keys != NULL; keys++)
		found = json_find(object, *keys);
	return found;
}

/*
 * Appends a name with its schema, a text per dialect, a part of a key, or the name of a list's
 * item.
 */
static void
add_object(struct arena *arena, struct strbuf *out, const struct json *object)
{
	static const char *const keys[] = {
		"column", "expression", "all", "sqlite", "postgresql", "value", "name", NULL};
	const struct json *schema = json_find(object, "schema");
	const struct json *value = first_member(object, keys);
	if (schema != NULL) {
		add_value(arena, out, schema);
		strbuf_addch(out, '.');
	}
	if (value != NULL)
		add_value(arena, out, value);
	for (int i = 0; i < DIALECT_COUNT && json_find(object, "all") != NULL; i++) {
		const struct json *only = json_find(object, dialect_name((enum dialect_id)i));
		if (only == NULL)
			continue;
		strbuf_addf(out, " (%s: ", dialect_name((enum dialect_id)i));
		add_value(arena, out, only);
		strbuf_addch(out, ')');
	}
	if (json_find(object, "descending") != NULL)
		strbuf_addstr(out, " DESC");
}

static void
add_value(struct arena *arena, struct strbuf *out, const struct json *value)
{
	if (value->type == JSON_TEXT)
		strbuf_addstr(out, text_printable(arena, value->text, TEXT_LIMIT));
	else if (value->type == JSON_LIST)
		add_list(arena, out, value);
	else if (value->type == JSON_MEMBERS)
		add_object(arena, out, value);
	else
		json_print_compact(out, value);
}

/* The text with its ASCII letters in upper case. */
static const char *
upper(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);
	for (char *c = copy; *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c = (char)(*c - 'a' + 'A');
	return copy;
}

/* A member's value in SQL syntax: "VARCHAR(20)", "a, b"; NULL if absent. */
static const char *
value_print(struct arena *arena, const struct json *value)
{
	struct strbuf text = STRBUF_INIT;
	if (state_is_absent(value))
		return NULL;
	add_value(arena, &text, value);
	return strbuf_finish(&text, arena);
}

const char *
state_member_print(struct arena *arena, const struct json *holder, const char *key)
{
	/* A column has a type or an enum. */
	if (strcmp(key, "type") == 0 && json_find(holder, "enum") != NULL)
		key = "enum";
	const char *value = value_print(arena, json_find(holder, key));
	if (value != NULL && (strcmp(key, "on_delete") == 0 || strcmp(key, "on_update") == 0))
		return upper(arena, value);
	if (value != NULL && strcmp(key, "comment") == 0)
		return arena_printf(arena, "'%s'", value);
	return value;
}

/* ------------------------------------------------------------------ definitions */

/* Appends " BEFORE VALUE AFTER" if the item has the member. */
static void
add_member(struct arena *arena, struct strbuf *out, const struct json *item, const char *key,
	const char *before, const char *after)
{
	const char *value = state_member_print(arena, item, key);
	if (value != NULL)
		strbuf_addf(out, "%s%s%s%s", out->len > 0 ? " " : "", before, value, after);
}

static void
add_flag(struct strbuf *out, const struct json *item, const char *key, const char *words)
{
	if (json_find(item, key) != NULL)
		strbuf_addf(out, "%s%s", out->len > 0 ? " " : "", words);
}

static void
add_column(struct arena *arena, struct strbuf *out, const struct json *item)
{
	add_member(arena, out, item, "type", "", "");
	add_member(arena, out, item, "collation", "COLLATE ", "");
	add_flag(out, item, "not_null", "NOT NULL");
	add_member(arena, out, item, "default", "DEFAULT ", "");
	add_member(arena, out, item, "expression", "GENERATED ALWAYS AS (", ")");
	if (json_find(item, "identity") != NULL) {
		bool always = text_equal(state_member_print(arena, item, "identity"), "always");
		strbuf_addf(out, " GENERATED %s AS IDENTITY", always ? "ALWAYS" : "BY DEFAULT");
	}
}

static void
add_constraint(struct arena *arena, struct strbuf *out, const struct json *item)
{
	const char *kind = state_member_print(arena, item, "kind");
	if (kind != NULL)
		strbuf_addstr(out, upper(arena, kind));
	add_member(arena, out, item, "parts", "(", ")");
	add_member(arena, out, item, "expression", "(", ")");
	add_member(arena, out, item, "target", "REFERENCES ", "");
	add_member(arena, out, item, "target_columns", "(", ")");
	add_member(arena, out, item, "on_delete", "ON DELETE ", "");
	add_member(arena, out, item, "on_update", "ON UPDATE ", "");
}

static void
add_index(struct arena *arena, struct strbuf *out, const struct json *item)
{
	add_flag(out, item, "unique", "UNIQUE");
	strbuf_addstr(out, out->len > 0 ? " INDEX" : "INDEX");
	add_member(arena, out, item, "method", "USING ", "");
	add_member(arena, out, item, "parts", "(", ")");
	add_member(arena, out, item, "include", "INCLUDE (", ")");
	add_member(arena, out, item, "where", "WHERE ", "");
}

const char *
state_definition_print(struct arena *arena, const char *list, const struct json *item)
{
	struct strbuf text = STRBUF_INIT;
	if (strcmp(list, "columns") == 0)
		add_column(arena, &text, item);
	else if (strcmp(list, "constraints") == 0)
		add_constraint(arena, &text, item);
	else if (strcmp(list, "indexes") == 0)
		add_index(arena, &text, item);
	return strbuf_finish(&text, arena);
}
