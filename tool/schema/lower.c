#include "schema/lower.h"

#include "schema/fields.h"

/* Bounded by the nesting of the tables of fields. */
static void
resolve_fields(const struct field *fields, void *item, enum dialect_id dialect)
{
	for (const struct field *field = fields; field->key != NULL; field++) {
		void *value = (char *)item + field->offset;
		if (field->kind == FIELD_DIALECT_TEXT) {
			struct dialect_text *text = value;
			*text = dialect_text_all(dialect_text_get(text, dialect));
		} else if (field->kind == FIELD_STRUCTS || field->kind == FIELD_POINTERS) {
			struct any_list *list = value;
			for (size_t i = 0; i < list->len; i++)
				resolve_fields(
					field->members, field_list_item(field, list, i), dialect);
		}
	}
}

struct schema *
schema_lower(struct arena *arena, const struct schema *schema, enum dialect_id dialect)
{
	struct schema *lowered = schema_copy(arena, schema);
	VEC_EACH (struct table *, table, lowered->tables)
		resolve_fields(table_fields, *table, dialect);
	size_t kept = 0;
	VEC_EACH (struct sql_object *, object, lowered->objects) {
		resolve_fields(object_fields, *object, dialect);
		if ((*object)->sql.common != NULL)
			lowered->objects.items[kept++] = *object;
	}
	lowered->objects.len = kept;
	return lowered;
}
