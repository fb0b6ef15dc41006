/*
 * json: JSON values (RFC 8259) as a tree in an arena. Text is parsed by jansson, because the input
 * may be hostile; only json.c includes it. Printing (json_print.h) does not use jansson, because
 * building its trees took most of the time of `compile` with 1,000 tables.
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
	long long number;                /* JSON_NUMBER: only integers are supported */
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
/* A string; JSON null if text is NULL. The text is borrowed. */
struct json *json_new_text(struct arena *arena, const char *text);
struct json *json_new_list(struct arena *arena);
struct json *json_new_object(struct arena *arena);

void json_push(struct arena *arena, struct json *list, struct json *item);
void json_set(struct arena *arena, struct json *object, const char *key, struct json *value);

/* Set the member, unless the text is NULL, the boolean is false or the list is empty. */
void json_set_text(struct arena *arena, struct json *object, const char *key, const char *text);
void json_set_flag(struct arena *arena, struct json *object, const char *key, bool truth);
void json_set_list(struct arena *arena, struct json *object, const char *key, struct json *list);

/* The value of a member; NULL if object is NULL, is not an object or does not have the member. */
struct json *json_find(const struct json *object, const char *key);

/*
 * Whether the values are equal; the order of members does not matter. NULL is equal to JSON null.
 */
bool json_values_equal(const struct json *a, const struct json *b);

/*
 * The tree of the text, or NULL with *error filled in. Deep nesting and duplicate keys are errors.
 * A byte order mark at the start is skipped.
 */
struct json *json_parse(
	struct arena *arena, const char *text, size_t length, struct json_error *error);

#endif
