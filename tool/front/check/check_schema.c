#include "front/check/check_schema.h"

#include "base/text.h"
#include "front/check/check_references.h"
#include "schema/sql_text.h"

#include <string.h>

enum { NAME_LIMIT = 63 }; /* bytes: PostgreSQL's NAMEDATALEN - 1 */

/* ---- names ---- */

static void
check_name(struct checker *checker, const char *kind, const char *name, struct location at)
{
	if (name == NULL)
		return;
	/* SQLite accepts a column with an empty name */
	if (*name == '\0' && checker->dialects[DIALECT_POSTGRESQL])
		diag_add(checker->diagnostics, DIAG_BAD_NAME, at, "the name is empty");
	if (strlen(name) > NAME_LIMIT && checker->dialects[DIALECT_POSTGRESQL])
		diag_add(checker->diagnostics, DIAG_LONG_NAME, at,
			"%s '%s' is %zu bytes long, but PostgreSQL truncates names to %d", kind,
			name, strlen(name),
			NAME_LIMIT);
	if (sql_is_reserved(name))
		diag_add(checker->diagnostics, DIAG_RESERVED_NAME, at,
			"%s '%s' is a reserved word of SQL and must be quoted", kind, name);
}

/* A key that is equal for equal names: SQLite ignores the case of ASCII letters. */
static const char *
name_key(struct checker *checker, const char *name)
{
	return checker->dialects[DIALECT_SQLITE] ? text_lower(checker->arena, name) : name;
}

/* Reports columns whose names differ only in case. Equal names are reported by front/model. */
static void
check_column_names(struct checker *checker, const struct table *table)
{
	struct map names = {0};
	VEC_EACH (struct column *, item, table->columns) {
		struct column *column = *item;
		const struct column *before = map_put(
			checker->arena, &names, name_key(checker, column->name), column);
		if (before == NULL)
			continue;
		diag_add(checker->diagnostics, DIAG_DUPLICATE_COLUMN, column->at,
			"table '%s' has two columns '%s'", check_print(checker, &table->name),
			column->name);
		diag_note(checker->diagnostics, before->at, "the first one is here");
	}
}

static void
check_ranges(struct checker *checker, const struct table *table)
{
	if (!checker->dialects[DIALECT_SQLITE])
		return;
	VEC_EACH (struct column *, column, table->columns)
		if ((*column)->narrowed)
			diag_add(checker->diagnostics, DIAG_UNSIGNED_RANGE, (*column)->at,
				"column '%s.%s' is an unsigned 64-bit integer, but SQLite stores "
				"only values up to 2^63-1",
				table->name.name, (*column)->name);
}

/* Reports a repeated name. */
static void
check_unique(struct checker *checker, struct map *seen, const char *key, const char *kind,
	const char *name, struct location *at)
{
	struct location *before = map_put(checker->arena, seen, key, at);
	if (before == NULL)
		return;
	diag_add(checker->diagnostics, DIAG_DUPLICATE_NAME, *at, "%s '%s' is declared twice", kind,
		name);
	diag_note(checker->diagnostics, *before, "the first one is here");
	map_put(checker->arena, seen, key, before);
}

/* The names of constraints are unique within a table. */
static void
check_constraint_names(struct checker *checker, struct table *table)
{
	struct map names = {0};
	VEC_EACH (struct constraint *, item, table->constraints) {
		struct constraint *constraint = *item;
		if (constraint->name == NULL || constraint->name_from_template)
			continue;
		check_name(checker, "constraint", constraint->name, constraint->at);
		check_unique(checker, &names, name_key(checker, constraint->name),
			"constraint", constraint->name, &constraint->at);
	}
}

/*
 * The indexes and tables of a schema share one namespace (PostgreSQL's pg_class, SQLite's
 * sqlite_schema).
 */
static void
check_index_names(struct checker *checker)
{
	struct map names = {0};
	VEC_EACH (struct table *, item, checker->schema->tables) {
		struct table *table = *item;
		map_put(checker->arena, &names,
			name_key(checker, check_print(checker, &table->name)), &table->at);
	}
	VEC_EACH (struct table *, item, checker->schema->tables) {
		struct table *table = *item;
		VEC_EACH (struct index *, index, table->indexes) {
			struct qualified_name name = {table->name.schema, (*index)->name};
			check_name(checker, "index", name.name, (*index)->at);
			check_unique(checker, &names,
				name_key(checker, check_print(checker, &name)), "index",
				name.name, &(*index)->at);
		}
	}
}

/* ---- primary keys ---- */

static void
check_primary_key(
	struct checker *checker, const struct table *table, const struct constraint *key)
{
	VEC_EACH (struct key_part, part, key->parts) {
		const struct column *column =
			part->column != NULL ? table_find_column(table, part->column) : NULL;
		if (column == NULL || column->not_null || column->null_given)
			continue;
		diag_add(checker->diagnostics, DIAG_NULLABLE_PRIMARY_KEY, column->at,
			"column '%s.%s' is part of the primary key but may be NULL",
			table->name.name, column->name);
		diag_note(checker->diagnostics, key->at, "the primary key is here");
		diag_note(checker->diagnostics, (struct location){0}, "add SC_NOT_NULL");
	}
}

static void
check_counters(struct checker *checker, const struct table *table)
{
	const struct column *first = NULL;
	const struct constraint *key = table_primary_key(table);
	VEC_EACH (struct column *, item, table->columns) {
		const struct column *column = *item;
		bool counts = column->identity != IDENTITY_NONE || column->serial ||
			column->autoincrement;
		if (!counts)
			continue;
		if (first != NULL && column->identity != IDENTITY_NONE &&
			first->identity != IDENTITY_NONE && checker->dialects[DIALECT_SQLITE]) {
			diag_add(checker->diagnostics, DIAG_BAD_IDENTITY, column->at,
				"table '%s' has two identity columns",
				check_print(checker, &table->name));
			diag_note(checker->diagnostics, first->at, "the first one is here");
		}
		first = column;
		bool alone = key != NULL && constraint_is_on(key, &column->name, 1);
		if (column->autoincrement && !alone)
			diag_add(checker->diagnostics, DIAG_BAD_IDENTITY, column->at,
				"SC_AUTOINCREMENT: column '%s.%s' is not the whole primary key",
				table->name.name, column->name);
	}
}

/* ---- the schema ---- */

/* Only a metadata file can refer to an undeclared enum. */
static void
check_enum(struct checker *checker, const struct table *table, const struct column *column)
{
	bool known = column->enum_type.name == NULL || checker->schema->incomplete ||
		map_find(&checker->enums, check_print(checker, &column->enum_type)) != NULL;
	if (!known)
		diag_add(checker->diagnostics, DIAG_UNKNOWN_ENUM, column->at,
			"column '%s.%s' has the enum type '%s', which is not declared", table->name.name,
			column->name, check_print(checker, &column->enum_type));
}

static void
check_table(struct checker *checker, struct table *table)
{
	check_name(checker, "table", table->name.name, table->at);
	VEC_EACH (struct column *, column, table->columns) {
		check_name(checker, "column", (*column)->name, (*column)->at);
		check_enum(checker, table, *column);
	}
	check_column_names(checker, table);
	check_ranges(checker, table);
	check_constraint_names(checker, table);
	check_counters(checker, table);
	VEC_EACH (struct constraint *, constraint, table->constraints) {
		if ((*constraint)->kind == CONSTRAINT_FOREIGN_KEY)
			check_foreign_key(checker, table, *constraint);
		else if ((*constraint)->kind == CONSTRAINT_PRIMARY_KEY)
			check_primary_key(checker, table, *constraint);
	}
}

int
check_schema(struct arena *arena, struct schema *schema, const bool dialects[DIALECT_COUNT],
	struct diagnostics *diagnostics)
{
	struct checker checker = {.arena = arena, .schema = schema, .diagnostics = diagnostics};
	size_t errors = diag_errors(diagnostics);
	memcpy(checker.dialects, dialects, sizeof(checker.dialects));
	VEC_EACH (struct table *, table, schema->tables) {
		const char *name = check_print(&checker, &(*table)->name);
		map_put(arena, &checker.tables, name, *table);
		*VEC_ADD(arena, &checker.table_names) = name;
	}
	VEC_EACH (struct enum_type *, type, schema->enums)
		map_put(arena, &checker.enums, check_print(&checker, &(*type)->name), *type);
	VEC_EACH (struct table *, table, schema->tables)
		check_table(&checker, *table);
	VEC_EACH (struct enum_type *, type, schema->enums)
		check_name(&checker, "enum", (*type)->name.name, (*type)->at);
	VEC_EACH (struct sql_object *, object, schema->objects)
		if ((*object)->kind != OBJECT_FUNCTION)
			check_name(&checker, object_kind_name((*object)->kind),
				(*object)->name.name, (*object)->at);
	VEC_EACH (struct relation, relation, schema->relations)
		check_relation(&checker, relation);
	check_index_names(&checker);
	return diag_errors(diagnostics) == errors ? 0 : -1;
}
