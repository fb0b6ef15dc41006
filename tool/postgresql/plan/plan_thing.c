#include "postgresql/plan/plan_thing.h"

#include "base/text.h"

#include <string.h>

struct thing
thing_of_table(const struct table *table)
{
	return (struct thing){THING_TABLE, NULL, table};
}

struct thing
thing_of_column(const struct table *table, const struct column *column)
{
	return (struct thing){THING_COLUMN, table, column};
}

struct thing
thing_of_default(const struct table *table, const struct column *column)
{
	return (struct thing){THING_DEFAULT, table, column};
}

struct thing
thing_of_constraint(const struct table *table, const struct constraint *constraint)
{
	return (struct thing){THING_CONSTRAINT, table, constraint};
}

struct thing
thing_of_index(const struct table *table, const struct index *index)
{
	return (struct thing){THING_INDEX, table, index};
}

struct thing
thing_of_enum(const struct enum_type *type)
{
	return (struct thing){THING_ENUM, NULL, type};
}

struct thing
thing_of_object(const struct sql_object *object)
{
	return (struct thing){THING_OBJECT, NULL, object};
}

struct thing
thing_of_schema(const char *name)
{
	return (struct thing){THING_SCHEMA, NULL, name};
}

bool
thing_equal(const struct thing *a, const struct thing *b)
{
	if (a->kind == THING_SCHEMA && b->kind == THING_SCHEMA)
		return strcmp(a->item, b->item) == 0;
	return a->kind == b->kind && a->item == b->item;
}

const char *
thing_key(struct arena *arena, const struct thing *thing)
{
	if (thing->kind == THING_SCHEMA)
		return arena_printf(arena, "schema %s", (const char *)thing->item);
	return arena_printf(arena, "%p%s", thing->item, thing->kind == THING_DEFAULT ? "=" : "");
}

const char *
thing_plain_schema(const char *schema)
{
	return schema != NULL && strcmp(schema, "public") != 0 ? schema : NULL;
}

const char *
thing_schema(const struct thing *thing)
{
	if (thing->table != NULL)
		return thing_plain_schema(thing->table->name.schema);
	switch (thing->kind) {
	case THING_TABLE:
		return thing_plain_schema(((const struct table *)thing->item)->name.schema);
	case THING_ENUM:
		return thing_plain_schema(((const struct enum_type *)thing->item)->name.schema);
	case THING_OBJECT:
		return thing_plain_schema(((const struct sql_object *)thing->item)->name.schema);
	default:
		return NULL;
	}
}

/* The name itself may contain parentheses: the types are in the last pair. */
size_t
routine_name_length(const struct sql_object *routine)
{
	const char *name = routine->name.name;
	size_t length = strlen(name), at = length;
	unsigned depth = 0;
	if (routine->kind != OBJECT_FUNCTION || length == 0 || name[length - 1] != ')')
		return length;
	while (at > 0) {
		at--;
		depth += name[at] == ')';
		depth -= name[at] == '(';
		if (depth == 0)
			return at;
	}
	return length;
}
