#include "postgresql/postgresql_adapt.h"

#include "base/map.h"
#include "base/text.h"
#include "postgresql/sql/names.h"
#include "postgresql/sql/postgresql_types.h"
#include "postgresql/sql/signature.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

static const char *
print_name(struct arena *arena, const struct qualified_name *name)
{
	struct strbuf text = STRBUF_INIT;
	sql_add_qualified(&text, name);
	return strbuf_finish(&text, arena);
}

/* SERIAL as a type means the same as SC_SERIAL (PostgreSQL 15, 8.1.4). */
static bool
is_serial(const char *type)
{
	static const char *const names[] = {
		"serial", "serial4", "bigserial", "serial8", "smallserial", "serial2"};
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (sql_equal(type, names[i]))
			return true;
	return false;
}

/* The enums by their names in SQL. */
static void
index_enums(struct arena *arena, const struct schema *schema, struct map *out)
{
	VEC_EACH (struct enum_type *, type, schema->enums)
		map_put(arena, out, print_name(arena, &(*type)->name), *type);
}

static void
adapt_column(struct arena *arena, const struct map *enums, struct column *column)
{
	/* SC_TYPE("mood") also means the enum. */
	const struct enum_type *type =
		column->type.common != NULL ? map_find(enums, column->type.common) : NULL;
	if (type != NULL)
		column->enum_type = type->name;
	if (column->enum_type.name != NULL)
		column->type = dialect_text_all(print_name(arena, &column->enum_type));
	if (column->type.common == NULL)
		column->type.common = "text";
	if (is_serial(column->type.common)) {
		column->serial = true;
		column->type = dialect_text_all(postgresql_type_name(arena, column->type.common));
	}
	if (column->identity != IDENTITY_NONE || column->serial) {
		column->not_null = true;
		column->default_value = (struct dialect_text){0};
	}
	if (column->generated == GENERATED_VIRTUAL)
		column->generated = GENERATED_STORED;
	if (sql_equal(column->default_value.common, "NULL"))
		column->default_value = (struct dialect_text){0};
	if (column->comment != NULL && *column->comment == '\0')
		column->comment = NULL;
	column->not_null_conflict = NULL;
	column->autoincrement = false;
}

static void
adapt_foreign_key(struct arena *arena, const struct schema *schema, struct constraint *key)
{
	const struct table *target = schema_find_table(schema, &key->target);
	const struct constraint *primary = target != NULL ? table_primary_key(target) : NULL;
	if (key->match != NULL && text_equal_nocase(key->match, "SIMPLE"))
		key->match = NULL;
	if (key->target_columns.len > 0 || primary == NULL)
		return;
	VEC_EACH (const struct key_part, part, primary->parts)
		*VEC_ADD(arena, &key->target_columns) = part->column;
}

/* Removes the token and those after it. */
static void
cut_tokens(struct arena *arena, struct constraint *key, const struct sql_token *first)
{
	key->expression.common = arena_strndup(arena, key->expression.common, first->offset);
}

/*
 * DEFERRABLE and INITIALLY DEFERRED at the end of an exclusion's text. The server prints them after
 * the text, so that they are flags.
 */
static void
take_deferrability(struct arena *arena, struct constraint *key)
{
	for (;;) {
		struct sql_lexer lexer;
		struct sql_token last = {.kind = SQL_END}, before = last;
		const char *text = key->expression.common;
		if (text == NULL)
			return;
		sql_lexer_init(&lexer, text, strlen(text));
		for (struct sql_token token; (token = sql_next(&lexer)).kind != SQL_END;) {
			before = last;
			last = token;
		}
		bool initially = sql_is(&before, "INITIALLY");
		bool deferred = initially && sql_is(&last, "DEFERRED");
		bool deferrable = sql_is(&last, "DEFERRABLE");
		bool not_deferrable = deferrable && sql_is(&before, "NOT");
		if (!deferrable && !deferred && !(initially && sql_is(&last, "IMMEDIATE")))
			return;
		key->deferrable = key->deferrable || deferred || (deferrable && !not_deferrable);
		key->initially_deferred = key->initially_deferred || deferred;
		cut_tokens(arena, key, initially || not_deferrable ? &before : &last);
	}
}

static void
adapt_constraint(struct arena *arena, const struct schema *schema, struct table *table,
	struct constraint *item)
{
	item->conflict = NULL;
	if (item->kind == CONSTRAINT_EXCLUDE)
		take_deferrability(arena, item);
	item->deferrable = item->deferrable || item->initially_deferred;
	if (item->kind == CONSTRAINT_CHECK)
		item->deferrable = item->initially_deferred = false;
	if (item->kind == CONSTRAINT_FOREIGN_KEY)
		adapt_foreign_key(arena, schema, item);
	VEC_EACH (struct key_part, part, item->parts) {
		struct column *column =
			part->column != NULL ? table_find_column(table, part->column) : NULL;
		part->descending = false;
		part->collation = NULL;
		if (item->kind == CONSTRAINT_PRIMARY_KEY && column != NULL)
			column->not_null = true;
	}
}

/*
 * Chooses a name as the server does: the plain name if it is free, otherwise with the first free
 * number. Indexes and tables share a namespace.
 */
static void
name_constraint(struct arena *arena, struct map *taken, const struct table *table,
	struct constraint *constraint)
{
	const char *schema = table->name.schema != NULL ? table->name.schema : "";
	const char *name = constraint->name;
	if (name == NULL) {
		const char *base = postgresql_constraint_name(arena, table, constraint);
		name = base;
		for (unsigned i = 1;
			map_find(taken, arena_printf(arena, "%s.%s", schema, name)) != NULL; i++)
			name = arena_printf(arena, "%s%u", base, i);
		constraint->name = name;
		constraint->name_from_template = true;
	}
	map_put(arena, taken, arena_printf(arena, "%s.%s", schema, name), constraint);
}

static void
name_constraints(struct arena *arena, struct schema *schema)
{
	struct map taken = {0};
	VEC_EACH (struct table *, item, schema->tables) {
		struct table *table = *item;
		const char *in = table->name.schema != NULL ? table->name.schema : "";
		map_put(arena, &taken, arena_printf(arena, "%s.%s", in, table->name.name), table);
		VEC_EACH (struct index *, index, table->indexes)
			map_put(arena, &taken, arena_printf(arena, "%s.%s", in, (*index)->name),
				table);
		VEC_EACH (struct constraint *, constraint, table->constraints)
			if ((*constraint)->name != NULL)
				name_constraint(arena, &taken, table, *constraint);
	}
	VEC_EACH (struct table *, table, schema->tables)
		VEC_EACH (struct constraint *, constraint, (*table)->constraints)
			if ((*constraint)->name == NULL)
				name_constraint(arena, &taken, *table, *constraint);
}

static void
adapt_index(struct index *index)
{
	if (index->method != NULL && text_equal_nocase(index->method, "btree"))
		index->method = NULL;
	VEC_EACH (struct key_part, part, index->parts) {
		part->nulls_first = part->nulls_first && !part->descending;
		part->nulls_last = part->nulls_last && part->descending;
	}
}

/* The model may write the schema in the string: "s.f(integer)". */
static void
split_schema(struct arena *arena, struct sql_object *object)
{
	const char *name = object->name.name;
	size_t length = strcspn(name, ".(");
	if (object->name.schema != NULL || length == 0 || name[length] != '.')
		return;
	object->name.schema = arena_strndup(arena, name, length);
	object->name.name = name + length + 1;
}

void
postgresql_adapt(struct arena *arena, struct schema *schema)
{
	struct map enums = {0};
	index_enums(arena, schema, &enums);
	VEC_EACH (struct table *, item, schema->tables) {
		struct table *table = *item;
		table->strict = table->without_rowid = false;
		if (table->comment != NULL && *table->comment == '\0')
			table->comment = NULL;
		VEC_EACH (struct column *, column, table->columns)
			adapt_column(arena, &enums, *column);
		VEC_EACH (struct index *, index, table->indexes)
			adapt_index(*index);
	}
	VEC_EACH (struct table *, table, schema->tables)
		VEC_EACH (struct constraint *, constraint, (*table)->constraints)
			adapt_constraint(arena, schema, *table, *constraint);
	name_constraints(arena, schema);
	size_t kept = 0;
	VEC_EACH (struct sql_object *, item, schema->objects) {
		struct sql_object *object = *item;
		if (object->comment != NULL && *object->comment == '\0')
			object->comment = NULL;
		if (object->kind == OBJECT_FUNCTION) {
			split_schema(arena, object);
			object->name.name = postgresql_signature(arena, object->name.name);
		}
		if (object_kind_is_of_table(object->kind))
			object->name.schema = object->table.schema;
		if (object->kind != OBJECT_VIRTUAL_TABLE)
			schema->objects.items[kept++] = object;
	}
	schema->objects.len = kept;
}
