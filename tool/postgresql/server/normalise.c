#include "postgresql/server/normalise.h"

#include "base/text.h"
#include "postgresql/postgresql_dialect.h"
#include "schema/copy.h"
#include "schema/sql.h"

#include <string.h>

bool
normalise_is_needed(struct arena *arena, const struct schema *schema, const struct schema *live)
{
	const struct compare_settings settings = {0};
	struct changes changes = {0};
	struct schema *copy = schema_copy(arena, schema);
	compare_schemas(arena, &changes, &postgresql_dialect, &settings, live, copy);
	return changes.len > 0;
}

/* ------------------------------------------------------------------ the copy */

static void
apply(const struct scratch_names *names, struct dialect_text *text)
{
	text->common = scratch_names_apply(names, text->common);
}

static void
copy_constraints(const struct scratch_names *names, struct table *table)
{
	size_t kept = 0;
	VEC_EACH (struct constraint *, key, table->constraints) {
		apply(names, &(*key)->expression);
		if ((*key)->kind != CONSTRAINT_FOREIGN_KEY)
			table->constraints.items[kept++] = *key;
	}
	table->constraints.len = kept;
}

static void
copy_indexes(const struct scratch_names *names, struct table *table)
{
	VEC_EACH (struct index *, index, table->indexes) {
		(*index)->concurrently = false;
		apply(names, &(*index)->where);
		VEC_EACH (struct key_part, part, (*index)->parts)
			apply(names, &part->expression);
	}
}

static void
copy_columns(const struct scratch_names *names, struct table *table)
{
	VEC_EACH (struct column *, item, table->columns) {
		struct column *column = *item;
		apply(names, &column->type);
		apply(names, &column->default_value);
		apply(names, &column->generated_expression);
		column->enum_type.schema = scratch_names_schema(names, column->enum_type.schema);
		column->backfill = column->using_expression = (struct dialect_text){0};
	}
}

/* Columns that the database has come first, in its order. */
static void
order_columns(struct arena *arena, struct table *table, const struct table *live)
{
	VEC(struct column *) ordered = {0};
	if (live == NULL)
		return;
	VEC_EACH (struct column *, column, live->columns) {
		struct column *own = table_find_column(table, (*column)->name);
		if (own != NULL)
			*VEC_ADD(arena, &ordered) = own;
	}
	VEC_EACH (struct column *, column, table->columns)
		if (table_find_column(live, (*column)->name) == NULL)
			*VEC_ADD(arena, &ordered) = *column;
	for (size_t i = 0; i < ordered.len; i++)
		table->columns.items[i] = ordered.items[i];
}

/* The text of a materialized view, without running its query. */
static const char *
without_data(struct arena *arena, const char *sql)
{
	struct sql_lexer lexer;
	struct sql_token last[3] = {{.kind = SQL_END}, {.kind = SQL_END}, {.kind = SQL_END}};
	sql_lexer_init(&lexer, sql, strlen(sql));
	for (struct sql_token token; (token = sql_next(&lexer)).kind != SQL_END;) {
		last[2] = last[1];
		last[1] = last[0];
		last[0] = token;
	}
	if (sql_is(&last[0], "DATA") && sql_is(&last[1], "NO") && sql_is(&last[2], "WITH"))
		return sql;
	size_t length =
		sql_is(&last[0], "DATA") && sql_is(&last[1], "WITH") ? last[1].offset : strlen(sql);
	return arena_printf(arena, "%.*s\nWITH NO DATA", (int)length, sql);
}

/* Whether the trigger's or rule's table is in the schema; another one must not be locked. */
static bool
has_table(const struct schema *schema, const struct sql_object *object)
{
	if (!object_kind_is_of_table(object->kind))
		return true;
	return schema_find_table(schema, &object->table) != NULL ||
	       schema_find_object(schema, OBJECT_VIEW, &object->table) != NULL ||
	       schema_find_object(schema, OBJECT_MATERIALIZED_VIEW, &object->table) != NULL;
}

static void
copy_objects(const struct scratch_names *names, struct schema *copy, const struct schema *schema)
{
	size_t kept = 0;
	VEC_EACH (struct sql_object *, item, copy->objects) {
		struct sql_object *object = *item;
		if (object->kind == OBJECT_SCHEMA || object->kind == OBJECT_EXTENSION ||
			!has_table(schema, object))
			continue;
		apply(names, &object->sql);
		if (object->kind == OBJECT_MATERIALIZED_VIEW)
			object->sql.common = without_data(names->arena, object->sql.common);
		object->comment = NULL;
		object->name.schema = scratch_names_schema(names, object->name.schema);
		object->table.schema = scratch_names_schema(names, object->table.schema);
		copy->objects.items[kept++] = object;
	}
	copy->objects.len = kept;
}

struct schema *
normalise_copy(struct arena *arena, struct scratch_names *names, const struct schema *schema,
	const struct schema *live, const char *current)
{
	struct schema *copy = schema_copy(arena, schema);
	scratch_names_init(arena, names, schema, current);
	copy_objects(names, copy, schema);
	VEC_EACH (struct table *, item, copy->tables) {
		struct table *table = *item;
		order_columns(arena, table, schema_find_table(live, &table->name));
		copy_columns(names, table);
		copy_constraints(names, table);
		copy_indexes(names, table);
		apply(names, &table->options);
		table->name.schema = scratch_names_schema(names, table->name.schema);
		table->renamed_from = (struct qualified_name){0};
	}
	VEC_EACH (struct enum_type *, type, copy->enums)
		(*type)->name.schema = scratch_names_schema(names, (*type)->name.schema);
	return copy;
}

/* ------------------------------------------------------------------ the statements */

/* Appends the statements of the plan from one schema to the other. */
static int
print_plan(struct arena *arena, struct texts *out, const struct schema *before,
	struct schema *after, struct diagnostics *diagnostics)
{
	const struct compare_settings settings = {0};
	struct changes changes = {0};
	struct ddl ddl = {0};
	compare_schemas(arena, &changes, &postgresql_dialect, &settings, before, after);
	const struct ddl_request request = {.before = before,
		.after = after,
		.changes = &changes,
		.direction = DDL_UP,
		.settings = &settings};
	int result = postgresql_dialect.plan(arena, &ddl, &request, diagnostics);
	VEC_EACH (const struct statement, statement, ddl.statements)
		if (statement->kind == STATEMENT_SQL)
			*VEC_ADD(arena, out) = statement->text;
	return result;
}

/*
 * The tables without defaults, constraints and indexes, and the objects that need no tables.
 * Generated columns remain, because a column that is added later has a different position.
 */
static struct schema *
bare_schema(struct arena *arena, const struct schema *copy)
{
	struct schema *bare = schema_copy(arena, copy);
	VEC_EACH (struct table *, table, bare->tables) {
		(*table)->constraints.len = (*table)->indexes.len = 0;
		VEC_EACH (struct column *, column, (*table)->columns) {
			(*column)->default_value = (struct dialect_text){0};
			(*column)->not_null =
				(*column)->identity != IDENTITY_NONE || (*column)->serial;
		}
	}
	size_t kept = 0;
	VEC_EACH (struct sql_object *, object, bare->objects)
		if ((*object)->kind == OBJECT_DOMAIN || (*object)->kind == OBJECT_SEQUENCE)
			bare->objects.items[kept++] = *object;
	bare->objects.len = kept;
	return bare;
}

/* Adds the scratch schemas as objects, so that a plan between two such schemas creates none. */
static void
add_schemas(struct arena *arena, const struct scratch_names *names, struct schema *schema)
{
	VEC_EACH (const struct scratch_schema, item, names->schemas) {
		struct sql_object *object = ARENA_NEW(arena, struct sql_object);
		object->kind = OBJECT_SCHEMA;
		object->name.name = item->scratch;
		object->sql = dialect_text_all("");
		*VEC_ADD(arena, &schema->objects) = object;
	}
}

int
normalise_print(struct arena *arena, struct texts *out, const struct scratch_names *names,
	const struct schema *copy, bool parts, struct diagnostics *diagnostics)
{
	struct schema *before = schema_new(arena), *after = schema_copy(arena, copy);
	*out = (struct texts){0};
	add_schemas(arena, names, before);
	add_schemas(arena, names, after);
	VEC_EACH (const struct scratch_schema, schema, names->schemas)
		if (schema->name != NULL)
			*VEC_ADD(arena, out) =
				arena_printf(arena, "CREATE SCHEMA %s", schema->scratch);
	if (parts) {
		struct schema *bare = bare_schema(arena, copy);
		add_schemas(arena, names, bare);
		if (print_plan(arena, out, before, bare, diagnostics) != 0)
			return -1;
		before = bare;
	}
	return print_plan(arena, out, before, after, diagnostics);
}
