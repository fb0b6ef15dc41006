/*
 * plan_thing: a part of a schema that others can depend on.
 *
 * The items of `before` and `after` are different structs, therefore a thing belongs
 * to one of the two schemas.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_THING_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_THING_H

#include "schema/schema.h"

enum plan_side { SIDE_BEFORE, SIDE_AFTER, SIDE_COUNT };

enum thing_kind {
	THING_TABLE,
	THING_COLUMN,     /* with its type and the expression of a generated column */
	THING_DEFAULT,    /* of a column; the item is the column */
	THING_CONSTRAINT,
	THING_INDEX,
	THING_ENUM,
	THING_OBJECT,
	THING_SCHEMA,     /* the item is its name */
};

struct thing {
	enum thing_kind kind;
	const struct table *table; /* of a column, default, constraint or index; otherwise NULL */
	const void *item;          /* the struct */
};

VEC_STRUCT(things, struct thing);

struct thing thing_of_table(const struct table *table);
struct thing thing_of_column(const struct table *table, const struct column *column);
struct thing thing_of_default(const struct table *table, const struct column *column);
struct thing thing_of_constraint(const struct table *table, const struct constraint *constraint);
struct thing thing_of_index(const struct table *table, const struct index *index);
struct thing thing_of_enum(const struct enum_type *type);
struct thing thing_of_object(const struct sql_object *object);
struct thing thing_of_schema(const char *name);

bool thing_equal(const struct thing *a, const struct thing *b);

/* A text that is unique among the things of one schema. */
const char *thing_key(struct arena *arena, const struct thing *thing);

/* The name of the schema (namespace) in which it is created; NULL: the default one, or none. */
const char *thing_schema(const struct thing *thing);

/* NULL for the default schema, however it is written. */
const char *thing_plain_schema(const char *schema);

/* The length of the name of a function without "(argument types)". */
size_t routine_name_length(const struct sql_object *routine);

#endif
