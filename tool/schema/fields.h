/*
 * fields: tables that describe the members of the structs of schema.h: the key in JSON, the offset
 * and the type. Only schema/ includes this.
 */
#ifndef SCHEMAC_SCHEMA_FIELDS_H
#define SCHEMAC_SCHEMA_FIELDS_H

#include "schema/schema.h"

enum field_kind {
	FIELD_TEXT,           /* const char * */
	FIELD_FLAG,           /* bool */
	FIELD_CHOICE,         /* an enum; 0 is the default */
	FIELD_DIALECT_TEXT,   /* struct dialect_text */
	FIELD_QUALIFIED_NAME, /* struct qualified_name */
	FIELD_NAMES,          /* VEC(const char *) */
	FIELD_STRUCTS,        /* VEC(struct …) */
	FIELD_POINTERS,       /* VEC(struct … *) */
	FIELD_PLACE,          /* struct location */
};

/* The values of the first two are those of SCHEMA_JSON_HINTS and SCHEMA_JSON_PLACES. */
enum {
	FIELD_HINT = 1 << 0,     /* written on demand */
	FIELD_SOURCE = 1 << 1,   /* written on demand */
	FIELD_REQUIRED = 1 << 8, /* reading fails without it */
};

struct field {
	const char *key; /* NULL ends a table */
	enum field_kind kind;
	int flags;
	size_t offset;
	const char *const *choices;  /* FIELD_CHOICE: the word of each value, ends with NULL */
	const struct field *members; /* of the items of a list */
	size_t size;                 /* of an item of a list, in bytes */
};

/* The members that every VEC has. */
struct any_list {
	void *items;
	size_t len;
	size_t cap;
};

extern const struct field table_fields[];
extern const struct field enum_fields[];
extern const struct field object_fields[];

/* The struct that the item is or points to. */
void *field_list_item(const struct field *field, const struct any_list *list, size_t index);

/* Adds a zeroed item. The result is the struct; for FIELD_NAMES, the address of the text. */
void *field_list_add(struct arena *arena, const struct field *field, struct any_list *list);

/* Whether the value is the same as in a zeroed struct. */
bool field_is_default(const struct field *field, const void *value);

#endif
