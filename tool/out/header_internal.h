/*
 * header_internal: the parts of out_header(). Only out/ includes this.
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
	struct map tags;      /* of structs and enums, as spell_identifier() has them */
	struct map constants; /* enumerators */
};

/*
 * Which constraints and indexes are said at a column: the first ones, as long as they can be and
 * follow the columns' order. The front end puts those first, so that their order is kept.
 */
struct column_keys {
	size_t constraints; /* so many of the table's constraints */
	size_t indexes;     /* so many of its indexes */
};

void header_find_column_keys(const struct table *table, struct column_keys *out);

/* The others, as markers of the table. */
void header_print_table_keys(
	struct header *header, const struct table *table, const struct column_keys *keys);

/* Those of a column, as its markers. */
void header_print_column_keys(struct header *header, const struct table *table,
	const struct column *column, const struct column_keys *keys);

/* The field with its markers. */
void header_print_column(struct header *header, const struct table *table, const struct column *column,
	struct map *fields, const struct column_keys *keys);

void header_print_enum(struct header *header, const struct enum_type *type);

/* "user_status", and "USER_STATUS_ACTIVE" for its value "active". */
const char *header_enum_tag(struct header *header, const struct qualified_name *name);
const char *header_enum_constant(
	struct header *header, const struct enum_type *type, const char *value);

#endif
