/*
 * header_internal: the parts of header_print().
 */
#ifndef SCHEMAC_OUT_HEADER_INTERNAL_H
#define SCHEMAC_OUT_HEADER_INTERNAL_H

#include "base/map.h"
#include "base/strbuf.h"
#include "schema/schema.h"

struct header {
	struct arena *arena;
	struct strbuf *out;
	const struct schema *schema;
	struct map tags;      /* of structs and enums, for spell_identifier() */
	struct map constants; /* enumerators, for spell_identifier() */
};

/*
 * The constraints and indexes that are printed as markers of columns. These are the first ones of
 * the table, up to one that needs a marker of the table or is not in column order. The front end
 * puts column markers first, so that the order is preserved.
 */
struct column_keys {
	size_t constraints; /* number of constraints */
	size_t indexes;     /* number of indexes */
};

void header_find_column_keys(const struct table *table, struct column_keys *out);

/* Prints the other constraints and indexes as markers of the table. */
void header_print_table_keys(
	struct header *header, const struct table *table, const struct column_keys *keys);

/* Prints the column's constraints and indexes as markers of the column. */
void header_print_column_keys(struct header *header, const struct table *table,
	const struct column *column, const struct column_keys *keys);

/* Prints the field with its markers. `fields` maps the C names in use to columns. */
void header_print_column(struct header *header, const struct table *table,
	const struct column *column, struct map *fields, const struct column_keys *keys);

void header_print_enum(struct header *header, const struct enum_type *type);

/* The C names: "user_status", and "USER_STATUS_ACTIVE" for the value "active". */
const char *header_enum_tag(struct header *header, const struct qualified_name *name);
const char *header_enum_constant(
	struct header *header, const struct enum_type *type, const char *value);

/* The text as a C comment before a declaration, at this indent; nothing if it is NULL. */
void header_print_comment(struct strbuf *out, const char *text, const char *indent);

#endif
