#include "sqlite/sqlite_adapt.h"

#include "base/map.h"
#include "base/text.h"
#include "schema/sql_text.h"
#include "sqlite/parse/parse_index.h"
#include "sqlite/rules/table_rules.h"

/* status IN ('active', 'suspended') */
static const char *
enum_condition(struct arena *arena, const char *column, const struct enum_type *type)
{
	struct strbuf text = STRBUF_INIT;
	sql_add_name(&text, column);
	strbuf_addstr(&text, " IN (");
	VEC_EACH (const struct enum_value, value, type->values) {
		strbuf_addstr(&text, value > type->values.items ? ", " : "");
		sql_add_literal(&text, value->value);
	}
	strbuf_addch(&text, ')');
	return strbuf_finish(&text, arena);
}

static void
adapt_enum(
	struct arena *arena, struct table *table, struct column *column, const struct map *enums)
{
	const struct enum_type *type =
		map_find(enums, qualified_name_print(arena, &column->enum_type));
	if (type != NULL) {
		struct constraint *check = table_add_constraint(arena, table, CONSTRAINT_CHECK);
		check->expression = dialect_text_all(enum_condition(arena, column->name, type));
		check->on_column = column->name;
		check->check_enum = type;
		check->at = column->at;
		column->check_enum = type;
	}
	column->type = dialect_text_all("TEXT");
	column->enum_type = (struct qualified_name){0};
}

static void
adapt_column(
	struct arena *arena, struct table *table, struct column *column, const struct map *enums)
{
	if (column->enum_type.name != NULL)
		adapt_enum(arena, table, column, enums);
	if (column->identity != IDENTITY_NONE || column->serial)
		column->type = dialect_text_all("INTEGER");
	column->identity = IDENTITY_NONE;
	column->identity_options = NULL;
	column->serial = false;
	column->comment = NULL;
}

static void
adapt_constraints(struct table *table)
{
	size_t kept = 0;
	VEC_EACH (struct constraint *, item, table->constraints) {
		struct constraint *constraint = *item;
		if (constraint->kind == CONSTRAINT_EXCLUDE)
			continue;
		constraint->target.schema = NULL;
		constraint->not_valid = false;
		constraint->no_inherit = false;
		constraint->nulls_not_distinct = false;
		constraint->comment = NULL;
		if (constraint->kind != CONSTRAINT_FOREIGN_KEY)
			constraint->deferrable = constraint->initially_deferred = false;
		table->constraints.items[kept++] = constraint;
	}
	table->constraints.len = kept;
}

/*
 * COLLATE, ASC or DESC at the end of an expression are properties of the part of the index, and a
 * single name is a column, as when the statement is parsed.
 */
static void
split_expression(struct arena *arena, struct key_part *part)
{
	struct index index;
	struct qualified_name table;
	const char *problem;
	if (part->column != NULL || part->expression.common == NULL)
		return;
	const char *sql =
		arena_printf(arena, "CREATE INDEX i ON t (%s\n)", part->expression.common);
	if (sqlite_parse_index(arena, &index, &table, sql, &problem) != 0 || index.parts.len != 1)
		return;
	const struct key_part *parsed = &index.parts.items[0];
	part->column = parsed->column;
	part->expression = parsed->expression;
	part->descending = part->descending || parsed->descending;
	if (part->collation == NULL)
		part->collation = parsed->collation;
}

static void
adapt_indexes(struct arena *arena, struct table *table)
{
	VEC_EACH (struct index *, item, table->indexes) {
		struct index *index = *item;
		index->method = NULL;
		index->with = NULL;
		index->include = (struct texts){0};
		index->nulls_not_distinct = index->concurrently = false;
		index->comment = NULL;
		VEC_EACH (struct key_part, part, index->parts) {
			part->opclass = NULL;
			part->nulls_first = part->nulls_last = false;
			split_expression(arena, part);
		}
	}
}

/* The rowid is never NULL: NOT NULL in the definition of its alias has no effect, but is kept. */
static void
adapt_rowid_alias(struct table *table)
{
	const struct column *alias = sqlite_rowid_alias(table);
	if (alias == NULL)
		return;
	struct column *column = table_find_column(table, alias->name);
	column->is_rowid = true;
	column->rowid_not_null = column->rowid_not_null || column->not_null;
	column->not_null = false;
}

static bool
is_supported(enum object_kind kind)
{
	return kind == OBJECT_VIEW || kind == OBJECT_TRIGGER || kind == OBJECT_VIRTUAL_TABLE;
}

void
sqlite_adapt(struct arena *arena, struct schema *schema)
{
	struct map enums = {0};
	VEC_EACH (struct enum_type *, type, schema->enums)
		map_put(arena, &enums, qualified_name_print(arena, &(*type)->name), *type);
	VEC_EACH (struct table *, item, schema->tables) {
		struct table *table = *item;
		table->name.schema = table->renamed_from.schema = NULL;
		table->comment = NULL;
		table->unlogged = false;
		VEC_EACH (struct column *, column, table->columns)
			adapt_column(arena, table, *column, &enums);
		adapt_constraints(table);
		adapt_indexes(arena, table);
		adapt_rowid_alias(table);
	}
	schema->enums.len = 0;
	size_t kept = 0;
	VEC_EACH (struct sql_object *, object, schema->objects) {
		(*object)->name.schema = (*object)->table.schema = NULL;
		(*object)->comment = NULL;
		if (is_supported((*object)->kind))
			schema->objects.items[kept++] = *object;
	}
	schema->objects.len = kept;
}
