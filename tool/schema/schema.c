#include "schema/schema.h"

#include "base/text.h"

#include <stdlib.h>
#include <string.h>

static const char *const action_names[] = {
	[FK_NO_ACTION] = "NO ACTION",
	[FK_RESTRICT] = "RESTRICT",
	[FK_CASCADE] = "CASCADE",
	[FK_SET_NULL] = "SET NULL",
	[FK_SET_DEFAULT] = "SET DEFAULT",
};

static const char *const constraint_names[CONSTRAINT_KIND_COUNT] = {
	[CONSTRAINT_PRIMARY_KEY] = "primary key",
	[CONSTRAINT_UNIQUE] = "unique constraint",
	[CONSTRAINT_FOREIGN_KEY] = "foreign key",
	[CONSTRAINT_CHECK] = "check constraint",
	[CONSTRAINT_EXCLUDE] = "exclusion constraint",
};

static const char *const object_names[OBJECT_KIND_COUNT] = {
#define OBJECT(constant, key, marker) [OBJECT_##constant] = key,
	SCHEMA_OBJECT_KINDS(OBJECT)
#undef OBJECT
};

const char *
dialect_text_get(const struct dialect_text *text, enum dialect_id dialect)
{
	return text->only[dialect] != NULL ? text->only[dialect] : text->common;
}

struct dialect_text
dialect_text_all(const char *text)
{
	return (struct dialect_text){.common = text};
}

bool
dialect_text_given(const struct dialect_text *text)
{
	for (int dialect = 0; dialect < DIALECT_COUNT; dialect++)
		if (text->only[dialect] != NULL)
			return true;
	return text->common != NULL;
}

bool
qualified_name_equal(const struct qualified_name *a, const struct qualified_name *b)
{
	return text_equal(a->name, b->name) && text_equal(a->schema, b->schema);
}

const char *
qualified_name_print(struct arena *arena, const struct qualified_name *name)
{
	if (name->schema == NULL)
		return name->name;
	return arena_printf(arena, "%s.%s", name->schema, name->name);
}

const char *
fk_action_name(enum fk_action action)
{
	return action_names[action];
}

int
fk_action_find(const char *name)
{
	for (int action = 0; action <= FK_SET_DEFAULT; action++)
		if (text_equal_nocase(action_names[action], name))
			return action;
	return -1;
}

const char *
constraint_kind_name(enum constraint_kind kind)
{
	return constraint_names[kind];
}

const char *
object_kind_name(enum object_kind kind)
{
	return object_names[kind];
}

enum object_kind
object_kind_find(const char *name)
{
	int kind = 0;
	while (kind < OBJECT_KIND_COUNT && strcmp(object_names[kind], name) != 0)
		kind++;
	return (enum object_kind)kind;
}

bool
object_kind_is_of_table(enum object_kind kind)
{
	return kind == OBJECT_TRIGGER || kind == OBJECT_RULE;
}

struct schema *
schema_new(struct arena *arena)
{
	return ARENA_NEW(arena, struct schema);
}

struct table *
schema_add_table(struct arena *arena, struct schema *schema, struct qualified_name name)
{
	struct table *table = ARENA_NEW(arena, struct table);
	table->name = name;
	*VEC_ADD(arena, &schema->tables) = table;
	return table;
}

struct column *
table_add_column(struct arena *arena, struct table *table, const char *name)
{
	struct column *column = ARENA_NEW(arena, struct column);
	column->name = name;
	*VEC_ADD(arena, &table->columns) = column;
	return column;
}

struct constraint *
table_add_constraint(struct arena *arena, struct table *table, enum constraint_kind kind)
{
	struct constraint *constraint = ARENA_NEW(arena, struct constraint);
	constraint->kind = kind;
	*VEC_ADD(arena, &table->constraints) = constraint;
	return constraint;
}

struct index *
table_add_index(struct arena *arena, struct table *table, const char *name)
{
	struct index *index = ARENA_NEW(arena, struct index);
	index->name = name;
	*VEC_ADD(arena, &table->indexes) = index;
	return index;
}

struct key_part *
key_parts_add_column(struct arena *arena, struct key_parts *parts, const char *column)
{
	struct key_part *part = VEC_ADD(arena, parts);
	part->column = column;
	return part;
}

struct table *
schema_find_table(const struct schema *schema, const struct qualified_name *name)
{
	VEC_EACH (struct table *, table, schema->tables)
		if (qualified_name_equal(&(*table)->name, name))
			return *table;
	return NULL;
}

struct enum_type *
schema_find_enum(const struct schema *schema, const struct qualified_name *name)
{
	VEC_EACH (struct enum_type *, type, schema->enums)
		if (qualified_name_equal(&(*type)->name, name))
			return *type;
	return NULL;
}

struct sql_object *
schema_find_object(
	const struct schema *schema, enum object_kind kind, const struct qualified_name *name)
{
	VEC_EACH (struct sql_object *, object, schema->objects)
		if ((*object)->kind == kind && qualified_name_equal(&(*object)->name, name))
			return *object;
	return NULL;
}

bool
sql_object_is_same(const struct sql_object *a, const struct sql_object *b)
{
	if (a->kind != b->kind)
		return false;
	if (!object_kind_is_of_table(a->kind))
		return qualified_name_equal(&a->name, &b->name);
	return text_equal(a->name.name, b->name.name) && qualified_name_equal(&a->table, &b->table);
}

struct sql_object *
schema_find_same_object(const struct schema *schema, const struct sql_object *object)
{
	VEC_EACH (struct sql_object *, other, schema->objects)
		if (sql_object_is_same(*other, object))
			return *other;
	return NULL;
}

struct column *
table_find_column(const struct table *table, const char *name)
{
	VEC_EACH (struct column *, column, table->columns)
		if (text_equal((*column)->name, name))
			return *column;
	return NULL;
}

struct index *
table_find_index(const struct table *table, const char *name)
{
	VEC_EACH (struct index *, index, table->indexes)
		if (text_equal((*index)->name, name))
			return *index;
	return NULL;
}

struct constraint *
table_find_constraint(const struct table *table, const char *name)
{
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (text_equal((*constraint)->name, name))
			return *constraint;
	return NULL;
}

struct constraint *
table_primary_key(const struct table *table)
{
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if ((*constraint)->kind == CONSTRAINT_PRIMARY_KEY)
			return *constraint;
	return NULL;
}

bool
table_has_in_unique_key(const struct table *table, const char *column)
{
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if ((*constraint)->kind == CONSTRAINT_UNIQUE ||
			(*constraint)->kind == CONSTRAINT_PRIMARY_KEY)
			VEC_EACH (const struct key_part, part, (*constraint)->parts)
				if (text_equal(part->column, column))
					return true;
	VEC_EACH (struct index *, index, table->indexes)
		if ((*index)->unique)
			VEC_EACH (const struct key_part, part, (*index)->parts)
				if (part->column == NULL || text_equal(part->column, column))
					return true;
	return false;
}

bool
constraint_is_on(const struct constraint *constraint, const char *const *columns, size_t count)
{
	if (constraint->parts.len != count)
		return false;
	for (size_t i = 0; i < count; i++)
		if (!text_equal(constraint->parts.items[i].column, columns[i]))
			return false;
	return true;
}

static int
compare_names(const struct qualified_name *a, const struct qualified_name *b)
{
	int order = strcmp(a->schema != NULL ? a->schema : "", b->schema != NULL ? b->schema : "");
	return order != 0 ? order : strcmp(a->name, b->name);
}

static int
compare_tables(const void *a, const void *b)
{
	return compare_names(
		&(*(struct table *const *)a)->name, &(*(struct table *const *)b)->name);
}

static int
compare_enums(const void *a, const void *b)
{
	return compare_names(
		&(*(struct enum_type *const *)a)->name, &(*(struct enum_type *const *)b)->name);
}

static int
compare_objects(const void *a, const void *b)
{
	const struct sql_object *x = *(struct sql_object *const *)a;
	const struct sql_object *y = *(struct sql_object *const *)b;
	int order = x->kind != y->kind ? (int)x->kind - (int)y->kind
				       : compare_names(&x->name, &y->name);
	if (order != 0 || x->table.name == NULL || y->table.name == NULL)
		return order;
	return compare_names(&x->table, &y->table);
}

void
schema_sort(struct schema *schema)
{
	if (schema->tables.len > 0)
		qsort(schema->tables.items, schema->tables.len, sizeof(*schema->tables.items),
			compare_tables);
	if (schema->enums.len > 0)
		qsort(schema->enums.items, schema->enums.len, sizeof(*schema->enums.items),
			compare_enums);
	if (schema->objects.len > 0)
		qsort(schema->objects.items, schema->objects.len, sizeof(*schema->objects.items),
			compare_objects);
}

bool
enum_has_value(const struct enum_type *type, const char *value)
{
	VEC_EACH (const struct enum_value, item, type->values)
		if (text_equal(item->value, value))
			return true;
	return false;
}

bool
enum_values_equal(const struct enum_type *a, const struct enum_type *b)
{
	if (a->values.len != b->values.len)
		return false;
	for (size_t i = 0; i < a->values.len; i++)
		if (!text_equal(a->values.items[i].value, b->values.items[i].value))
			return false;
	return true;
}
