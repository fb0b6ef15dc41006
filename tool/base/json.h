/*
 * json: JSON values (RFC 8259) as a tree in an arena. Reading, where the input is hostile, is
 * jansson's; json.c is the one file that includes it. Printing is ours: going through jansson's trees
 * took most of the time of `compile` (measured with 1,000 tables). What is only printed needs no
 * tree at all: a json_writer takes it piece by piece.
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

/* Whether the values are equal; the order of members does not matter. NULL is equal to JSON null. */
bool json_values_equal(const struct json *a, const struct json *b);

/*
 * The whole tree, or NULL with *error filled in. Deep nesting and duplicate keys are errors; a byte
 * order mark at the start is skipped.
 */
struct json *json_parse(
	struct arena *arena, const char *text, size_t length, struct json_error *error);

#endif
