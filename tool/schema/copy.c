#include "schema/copy.h"

#include "schema/fields.h"

static void
copy_parts(struct arena *arena, struct key_parts *copy, const struct key_parts *parts)
{
	*copy = (struct key_parts){0};
	VEC_EACH (struct key_part, part, *parts)
		*VEC_ADD(arena, copy) = *part;
}

static void
copy_names(struct arena *arena, struct texts *copy, const struct texts *names)
{
	*copy = (struct texts){0};
	VEC_EACH (const char *, name, *names)
		*VEC_ADD(arena, copy) = *name;
}

static struct constraint *
constraint_copy(struct arena *arena, const struct constraint *constraint)
{
	struct constraint *copy = ARENA_NEW(arena, struct constraint);
	*copy = *constraint;
	copy_parts(arena, &copy->parts, &constraint->parts);
	copy_names(arena, &copy->target_columns, &constraint->target_columns);
	return copy;
}

static struct index *
index_copy(struct arena *arena, const struct index *index)
{
	struct index *copy = ARENA_NEW(arena, struct index);
	*copy = *index;
	copy_parts(arena, &copy->parts, &index->parts);
	copy_names(arena, &copy->include, &index->include);
	return copy;
}

struct table *
table_copy(struct arena *arena, const struct table *table)
{
	struct table *copy = ARENA_NEW(arena, struct table);
	*copy = *table;
	copy->columns.items = NULL;
	copy->columns.len = copy->columns.cap = 0;
	copy->constraints.items = NULL;
	copy->constraints.len = copy->constraints.cap = 0;
	copy->indexes.items = NULL;
	copy->indexes.len = copy->indexes.cap = 0;
	VEC_EACH (struct column *, column, table->columns) {
		struct column *own = ARENA_NEW(arena, struct column);
		*own = **column;
		*VEC_ADD(arena, &copy->columns) = own;
	}
	VEC_EACH (struct constraint *, constraint, table->constraints)
		*VEC_ADD(arena, &copy->constraints) = constraint_copy(arena, *constraint);
	VEC_EACH (struct index *, index, table->indexes)
		*VEC_ADD(arena, &copy->indexes) = index_copy(arena, *index);
	return copy;
}

static struct enum_type *
enum_copy(struct arena *arena, const struct enum_type *type)
{
	struct enum_type *copy = ARENA_NEW(arena, struct enum_type);
	*copy = *type;
	copy->values.items = NULL;
	copy->values.len = copy->values.cap = 0;
	VEC_EACH (struct enum_value, value, type->values)
		*VEC_ADD(arena, &copy->values) = *value;
	return copy;
}

struct schema *
schema_copy(struct arena *arena, const struct schema *schema)
{
	struct schema *copy = schema_new(arena);
	VEC_EACH (struct table *, table, schema->tables)
		*VEC_ADD(arena, &copy->tables) = table_copy(arena, *table);
	VEC_EACH (struct enum_type *, type, schema->enums)
		*VEC_ADD(arena, &copy->enums) = enum_copy(arena, *type);
	VEC_EACH (struct sql_object *, object, schema->objects) {
		struct sql_object *own = ARENA_NEW(arena, struct sql_object);
		*own = **object;
		*VEC_ADD(arena, &copy->objects) = own;
	}
	return copy;
}

/*
 * Replaces the texts for all dialects. The recursion is as deep as the nesting of the field tables.
 */
static void
lower_fields(const struct field *fields, void *item, enum dialect_id dialect)
{
	for (const struct field *field = fields; field->key != NULL; field++) {
		void *value = (char *)item + field->offset;
		if (field->kind == FIELD_DIALECT_TEXT) {
			struct dialect_text *text = value;
			*text = dialect_text_all(dialect_text_get(text, dialect));
		} else if (field->kind == FIELD_STRUCTS || field->kind == FIELD_POINTERS) {
			struct any_list *list = value;
			for (size_t i = 0; i < list->len; i++)
				lower_fields(
					field->members, field_list_item(field, list, i), dialect);
		}
	}
}

struct schema *
schema_lower(struct arena *arena, const struct schema *schema, enum dialect_id dialect)
{
	struct schema *lowered = schema_copy(arena, schema);
	VEC_EACH (struct table *, table, lowered->tables)
		lower_fields(table_fields, *table, dialect);
	size_t kept = 0;
	VEC_EACH (struct sql_object *, object, lowered->objects) {
		lower_fields(object_fields, *object, dialect);
		if ((*object)->sql.common != NULL)
			lowered->objects.items[kept++] = *object;
	}
	lowered->objects.len = kept;
	return lowered;
}
