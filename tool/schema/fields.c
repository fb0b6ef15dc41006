#include "schema/fields.h"

#include "base/text.h"

#include <string.h>

#define FIELD(type, member, form) .offset = offsetof(struct type, member), .kind = FIELD_##form
#define LIST(type, member, form, item, fields)                                                     \
	FIELD(type, member, form), .members = (fields), .size = sizeof(struct item)
#define CHOICE(type, member, words) FIELD(type, member, CHOICE), .choices = (words)

static const char *const identity_words[] = {"none", "by default", "always", NULL};
static const char *const generated_words[] = {"none", "stored", "virtual", NULL};
static const char *const action_words[] = {
	"no action", "restrict", "cascade", "set null", "set default", NULL};
static const char *const constraint_words[] = {
	"primary key", "unique", "foreign key", "check", "exclude", NULL};

/* The tables are sorted by key, as the JSON is. */

static const struct field constant_fields[] = {
	{"at", FIELD(constant, at, PLACE), .flags = FIELD_SOURCE},
	{"name", FIELD(constant, name, TEXT), .flags = FIELD_REQUIRED},
	{"value", FIELD(constant, value, TEXT), .flags = FIELD_REQUIRED},
	{0},
};

static const struct field column_fields[] = {
	{"at", FIELD(column, at, PLACE), .flags = FIELD_SOURCE},
	{"autoincrement", FIELD(column, autoincrement, FLAG)},
	{"backfill", FIELD(column, backfill, DIALECT_TEXT), .flags = FIELD_HINT},
	{"c_type", FIELD(column, c_type, TEXT), .flags = FIELD_SOURCE},
	{"collation", FIELD(column, collation, TEXT)},
	{"comment", FIELD(column, comment, TEXT)},
	{"constants", LIST(column, constants, STRUCTS, constant, constant_fields)},
	{"default", FIELD(column, default_value, DIALECT_TEXT)},
	{"enum", FIELD(column, enum_type, QUALIFIED_NAME)},
	{"expression", FIELD(column, generated_expression, DIALECT_TEXT)},
	{"field", FIELD(column, field, TEXT), .flags = FIELD_SOURCE},
	{"generated", CHOICE(column, generated, generated_words)},
	{"identity", CHOICE(column, identity, identity_words)},
	{"identity_options", FIELD(column, identity_options, TEXT)},
	{"name", FIELD(column, name, TEXT), .flags = FIELD_REQUIRED},
	{"not_null", FIELD(column, not_null, FLAG)},
	{"not_null_conflict", FIELD(column, not_null_conflict, TEXT)},
	{"renamed_from", FIELD(column, renamed_from, TEXT), .flags = FIELD_HINT},
	{"serial", FIELD(column, serial, FLAG)},
	{"type", FIELD(column, type, DIALECT_TEXT)},
	{"using", FIELD(column, using_expression, DIALECT_TEXT), .flags = FIELD_HINT},
	{0},
};

static const struct field part_fields[] = {
	{"collation", FIELD(key_part, collation, TEXT)},
	{"column", FIELD(key_part, column, TEXT)},
	{"descending", FIELD(key_part, descending, FLAG)},
	{"expression", FIELD(key_part, expression, DIALECT_TEXT)},
	{"nulls_first", FIELD(key_part, nulls_first, FLAG)},
	{"nulls_last", FIELD(key_part, nulls_last, FLAG)},
	{"opclass", FIELD(key_part, opclass, TEXT)},
	{0},
};

static const struct field constraint_fields[] = {
	{"at", FIELD(constraint, at, PLACE), .flags = FIELD_SOURCE},
	{"comment", FIELD(constraint, comment, TEXT)},
	{"conflict", FIELD(constraint, conflict, TEXT)},
	{"deferrable", FIELD(constraint, deferrable, FLAG)},
	{"expression", FIELD(constraint, expression, DIALECT_TEXT)},
	{"initially_deferred", FIELD(constraint, initially_deferred, FLAG)},
	{"kind", FIELD(constraint, kind, CHOICE), .choices = constraint_words},
	{"match", FIELD(constraint, match, TEXT)},
	{"name", FIELD(constraint, name, TEXT)},
	{"name_from_template", FIELD(constraint, name_from_template, FLAG)},
	{"no_inherit", FIELD(constraint, no_inherit, FLAG)},
	{"not_valid", FIELD(constraint, not_valid, FLAG)},
	{"nulls_not_distinct", FIELD(constraint, nulls_not_distinct, FLAG)},
	{"on_column", FIELD(constraint, on_column, TEXT)},
	{"on_delete", CHOICE(constraint, on_delete, action_words)},
	{"on_update", CHOICE(constraint, on_update, action_words)},
	{"parts", LIST(constraint, parts, STRUCTS, key_part, part_fields)},
	{"target", FIELD(constraint, target, QUALIFIED_NAME)},
	{"target_columns", FIELD(constraint, target_columns, NAMES), .size = sizeof(const char *)},
	{"unchecked", FIELD(constraint, unchecked, FLAG)},
	{0},
};

static const struct field index_fields[] = {
	{"at", FIELD(index, at, PLACE), .flags = FIELD_SOURCE},
	{"comment", FIELD(index, comment, TEXT)},
	{"concurrently", FIELD(index, concurrently, FLAG)},
	{"include", FIELD(index, include, NAMES), .size = sizeof(const char *)},
	{"method", FIELD(index, method, TEXT)},
	{"name", FIELD(index, name, TEXT), .flags = FIELD_REQUIRED},
	{"name_from_template", FIELD(index, name_from_template, FLAG)},
	{"nulls_not_distinct", FIELD(index, nulls_not_distinct, FLAG)},
	{"parts", LIST(index, parts, STRUCTS, key_part, part_fields)},
	{"unique", FIELD(index, unique, FLAG)},
	{"where", FIELD(index, where, DIALECT_TEXT)},
	{"with", FIELD(index, with, TEXT)},
	{0},
};

const struct field table_fields[] = {
	{"at", FIELD(table, at, PLACE), .flags = FIELD_SOURCE},
	{"collection", FIELD(table, collection, TEXT), .flags = FIELD_SOURCE},
	{"columns", LIST(table, columns, POINTERS, column, column_fields)},
	{"comment", FIELD(table, comment, TEXT)},
	{"constraints", LIST(table, constraints, POINTERS, constraint, constraint_fields)},
	{"indexes", LIST(table, indexes, POINTERS, index, index_fields)},
	{"name", FIELD(table, name, QUALIFIED_NAME), .flags = FIELD_REQUIRED},
	{"options", FIELD(table, options, DIALECT_TEXT)},
	{"renamed_from", FIELD(table, renamed_from, QUALIFIED_NAME), .flags = FIELD_HINT},
	{"strict", FIELD(table, strict, FLAG)},
	{"struct", FIELD(table, struct_name, TEXT), .flags = FIELD_SOURCE},
	{"unlogged", FIELD(table, unlogged, FLAG)},
	{"without_rowid", FIELD(table, without_rowid, FLAG)},
	{0},
};

static const struct field value_fields[] = {
	{"at", FIELD(enum_value, at, PLACE), .flags = FIELD_SOURCE},
	{"enumerator", FIELD(enum_value, enumerator, TEXT), .flags = FIELD_SOURCE},
	{"renamed_from", FIELD(enum_value, renamed_from, TEXT), .flags = FIELD_HINT},
	{"value", FIELD(enum_value, value, TEXT), .flags = FIELD_REQUIRED},
	{0},
};

const struct field enum_fields[] = {
	{"at", FIELD(enum_type, at, PLACE), .flags = FIELD_SOURCE},
	{"collection", FIELD(enum_type, collection, TEXT), .flags = FIELD_SOURCE},
	{"enum", FIELD(enum_type, enum_name, TEXT), .flags = FIELD_SOURCE},
	{"name", FIELD(enum_type, name, QUALIFIED_NAME), .flags = FIELD_REQUIRED},
	{"values", LIST(enum_type, values, STRUCTS, enum_value, value_fields)},
	{0},
};

const struct field object_fields[] = {
	{"at", FIELD(sql_object, at, PLACE), .flags = FIELD_SOURCE},
	{"collection", FIELD(sql_object, collection, TEXT), .flags = FIELD_SOURCE},
	{"comment", FIELD(sql_object, comment, TEXT)},
	{"name", FIELD(sql_object, name, QUALIFIED_NAME), .flags = FIELD_REQUIRED},
	{"sql", FIELD(sql_object, sql, DIALECT_TEXT), .flags = FIELD_REQUIRED},
	{"table", FIELD(sql_object, table, QUALIFIED_NAME)},
	{0},
};

void *
field_list_item(const struct field *field, const struct any_list *list, size_t index)
{
	if (field->kind == FIELD_POINTERS)
		return ((void **)list->items)[index];
	return (char *)list->items + index * field->size;
}

void *
field_list_add(struct arena *arena, const struct field *field, struct any_list *list)
{
	bool pointers = field->kind == FIELD_POINTERS;
	size_t size = pointers ? sizeof(void *) : field->size;
	list->items = vec_grow(arena, list->items, list->len, &list->cap, size);
	void *place = (char *)list->items + list->len++ * size;
	if (pointers)
		return *(void **)place = arena_alloc(arena, field->size);
	return place;
}

bool
field_is_default(const struct field *field, const void *value)
{
	switch (field->kind) {
	case FIELD_TEXT:
		return *(const char *const *)value == NULL;
	case FIELD_FLAG:
		return !*(const bool *)value;
	case FIELD_CHOICE:
		/* The kind of a constraint has no default. */
		return *(const unsigned *)value == 0 && field->choices != constraint_words;
	case FIELD_DIALECT_TEXT:
		return !dialect_text_given(value);
	case FIELD_QUALIFIED_NAME:
		return ((const struct qualified_name *)value)->name == NULL;
	case FIELD_PLACE:
		return ((const struct location *)value)->file == NULL;
	case FIELD_NAMES:
	case FIELD_STRUCTS:
	case FIELD_POINTERS:
		break;
	}
	return ((const struct any_list *)value)->len == 0;
}
