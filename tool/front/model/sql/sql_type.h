/*
 * sql_type: the SQL type of a C type.
 */
#ifndef SCHEMAC_FRONT_MODEL_SQL_SQL_TYPE_H
#define SCHEMAC_FRONT_MODEL_SQL_SQL_TYPE_H

#include "front/c/parser/c_type.h"
#include "schema/schema.h"

/* The kind of values that a column holds, according to its C type. */
enum value_kind {
	VALUE_ANY,
	VALUE_BOOL,
	VALUE_NUMBER,
	VALUE_TEXT,
	VALUE_BYTES,
	VALUE_TIME,
	VALUE_ENUM
};

struct sql_type {
	struct dialect_text text;
	struct qualified_name enum_type; /* name NULL: none */
	enum value_kind values;
	bool nullable; /* the C type is a pointer */
	bool narrowed; /* SQLite stores only half of the range */
};

/* Returns -1 if the C type has no SQL type; *reason is then text for the end of a message. */
int sql_type_of(struct arena *arena, const struct c_type *type, struct sql_type *out,
	const char **reason);

#endif
