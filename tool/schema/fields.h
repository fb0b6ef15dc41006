/*
 * fields: the members of the structs of schema.h as tables: what each is called in JSON, where it
 * is, and of which form. Only schema/ includes this.
 */
#ifndef SCHEMAC_SCHEMA_FIELDS_H
#define SCHEMAC_SCHEMA_FIELDS_H

#include "schema/schema.h"

enum field_kind {
	FIELD_TEXT,           /* const char * */
	FIELD_FLAG,           /* bool */
	FIELD_CHOICE,         /* an enum; 0 is what is so anyway */
	FIELD_DIALECT_TEXT,   /* struct dialect_text */
	FIELD_QUALIFIED_NAME, /* struct qualified_name */
	FIELD_NAMES,          /* VEC(const char *) */
	FIELD_STRUCTS,        /* VEC(struct …) */
	FIELD_POINTERS,       /* VEC(struct … *) */
	FIELD_PLACE,          /* struct location */
};

/* The first two have the values of SCHEMA_JSON_HINTS and SCHEMA_JSON_PLACES. */
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
	const char *const *choices;  /* FIELD_CHOICE: its words, ends with NULL */
	const struct field *members; /* of a list's items */
	size_t size;                 /* of a list's item, bytes */
};

/* What every VEC looks like in memory. */
struct any_list {
	void *items;
	size_t len;
	size_t cap;
};

extern const struct field table_fields[];
extern const struct field enum_fields[];
extern const struct field object_fields[];

/* The struct that item number index is or points to. */
void *field_list_item(const struct field *field, const struct any_list *list, size_t index);

/* A new zeroed item: the struct itself, or the place of the text for FIELD_NAMES. */
void *field_list_add(struct arena *arena, const struct field *field, struct any_list *list);

/* Whether the value is what a zeroed struct has. */
bool field_is_default(const struct field *field, const void *value);

#endif
