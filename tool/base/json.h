/*
 * json: JSON values (RFC 8259) as a tree in an arena. Reading, where the input is hostile, is
 * jansson's; this is the one file that includes it. Printing walks the tree: going through jansson's
 * took most of the time of `compile` (measured with 1,000 tables).
 *
 * Printed text is stable: keys sorted by bytes, two blanks of indent, one member a line. Text that
 * is not UTF-8 is printed with U+FFFD in place of each wrong byte.
 */
#ifndef SCHEMAC_BASE_JSON_H
#define SCHEMAC_BASE_JSON_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

enum json_type { JSON_NULL_VALUE, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_LIST, JSON_MEMBERS };

struct json_member {
	const char *key;
	struct json *value;
};

struct json {
	enum json_type type;
	bool truth;                      /* JSON_BOOL */
	long long number;                /* JSON_NUMBER: only whole numbers are read */
	const char *text;                /* JSON_TEXT */
	VEC(struct json *) items;        /* JSON_LIST */
	VEC(struct json_member) members; /* JSON_MEMBERS, in the order added */
};

struct json_error {
	unsigned line;   /* from 1 */
	unsigned column; /* bytes, from 1 */
	char message[160];
};

struct json *json_new_null(struct arena *arena);
struct json *json_new_bool(struct arena *arena, bool truth);
struct json *json_new_number(struct arena *arena, long long number);
/* A text; JSON null where text is NULL. The text is borrowed. */
struct json *json_new_text(struct arena *arena, const char *text);
struct json *json_new_list(struct arena *arena);
struct json *json_new_object(struct arena *arena);

void json_push(struct arena *arena, struct json *list, struct json *item);
void json_set(struct arena *arena, struct json *object, const char *key, struct json *value);

/* Sets the member, but leaves it out where the text is NULL, the truth false, the list empty. */
void json_set_text(struct arena *arena, struct json *object, const char *key, const char *text);
void json_set_flag(struct arena *arena, struct json *object, const char *key, bool truth);
void json_set_list(struct arena *arena, struct json *object, const char *key, struct json *list);

/* The member's value; NULL where object is NULL, no object, or has none of that name. */
struct json *json_find(const struct json *object, const char *key);

/* The whole tree, or NULL with *error filled in. Deep nesting and duplicate keys are errors. */
struct json *json_parse(
	struct arena *arena, const char *text, size_t length, struct json_error *error);

/* Appends the text, with a line feed at its end. */
void json_print(struct strbuf *out, const struct json *json);

/* Appends the text without any blank or line feed. */
void json_print_compact(struct strbuf *out, const struct json *json);

#endif
