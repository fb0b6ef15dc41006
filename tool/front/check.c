/*
 * What can only be said of the whole schema: names that occur twice, keys that lead nowhere.
 */
#include "front/front.h"

#include "base/map.h"
#include "base/text.h"
#include "schema/sql.h"

#include <string.h>

enum { NAME_LIMIT = 63 }; /* bytes: PostgreSQL's NAMEDATALEN - 1 */

struct checker {
	struct arena *arena;
	struct schema *schema;
	struct diagnostics *diagnostics;
	struct map tables;  /* "schema.table" -> struct table */
	struct map enums;   /* the same of enums */
	VEC(const char *) table_names;
};

static const char *
print(struct checker *checker, const struct qualified_name *name)
{
	return qualified_name_print(checker->arena, name);
}

/* ---- names ---- */

static void
check_name(struct checker *checker, const char *what, const char *name, struct location at)
{
	if (name == NULL)
		return;
	if (strlen(name) > NAME_LIMIT)
		diag_add(checker->diagnostics, DIAG_LONG_NAME, at,
			"%s '%s' has %zu bytes; PostgreSQL keeps %d", what, name, strlen(name),
			NAME_LIMIT);
	if (sql_is_reserved(name))
		diag_add(checker->diagnostics, DIAG_RESERVED_NAME, at,
			"%s '%s' is a reserved word of SQL and must be quoted", what, name);
}

/* Reports the second place of a name. */
static void
check_unique(struct checker *checker, struct map *seen, const char *key, const char *what,
	const char *name, struct location *at)
{
	struct location *before = map_put(checker->arena, seen, key, at);
	if (before == NULL)
		return;
	diag_add(checker->diagnostics, DIAG_DUPLICATE_NAME, *at, "%s '%s' is declared twice", what,
		name);
	diag_note(checker->diagnostics, *before, "the first one is here");
	map_put(checker->arena, seen, key, before);
}

/* Constraints have names of their own within a table. */
static void
check_constraint_names(struct checker *checker, struct table *table)
{
	struct map names = {0};
	VEC_EACH (struct constraint *, item, table->constraints) {
		struct constraint *constraint = *item;
		if (constraint->name == NULL || constraint->name_from_template)
			continue;
		check_name(checker, "constraint", constraint->name, constraint->at);
		check_unique(checker, &names, text_lower(checker->arena, constraint->name),
			"constraint", constraint->name, &constraint->at);
	}
}

/*
 * Indexes share the names of a schema, with tables and with the indexes of its keys (PostgreSQL's
 * pg_class, SQLite's sqlite_schema).
 */
static void
check_index_names(struct checker *checker)
{
	struct map names = {0};
	VEC_EACH (struct table *, item, checker->schema->tables) {
		struct table *table = *item;
		map_put(checker->arena, &names,
			text_lower(checker->arena, print(checker, &table->name)), &table->at);
	}
	VEC_EACH (struct table *, item, checker->schema->tables) {
		struct table *table = *item;
		VEC_EACH (struct index *, index, table->indexes) {
			struct qualified_name name = {table->name.schema, (*index)->name};
			check_name(checker, "index", name.name, (*index)->at);
			check_unique(checker, &names,
				text_lower(checker->arena, print(checker, &name)), "index",
				name.name, &(*index)->at);
		}
	}
}

/* ---- foreign keys ---- */

static void
unknown_table(struct checker *checker, const struct constraint *constraint)
{
	const char *name = print(checker, &constraint->target);
	if (checker->schema->incomplete)
		return;
	const char *nearest =
		text_nearest(name, checker->table_names.items, checker->table_names.len);
	diag_add(checker->diagnostics, DIAG_UNKNOWN_TABLE, constraint->target_at,
		"there is no table '%s'%s%s%s", name, nearest != NULL ? "; did you mean '" : "",
		nearest != NULL ? nearest : "", nearest != NULL ? "'?" : "");
	if (nearest != NULL && constraint->target_at.column > 0)
		diag_fixit(checker->diagnostics, constraint->target_at, nearest);
}

static void
unknown_target_column(struct checker *checker, const struct constraint *constraint,
	const struct table *target, const char *name)
{
	VEC(const char *) names = {0};
	if (checker->schema->incomplete)
		return;
	VEC_EACH (struct column *, column, target->columns)
		*VEC_ADD(checker->arena, &names) = (*column)->name;
	const char *nearest = text_nearest(name, names.items, names.len);
	struct location at = constraint->target_columns_at;
	diag_add(checker->diagnostics, DIAG_UNKNOWN_COLUMN, at,
		"table '%s' has no column '%s'%s%s%s", print(checker, &target->name), name,
		nearest != NULL ? "; did you mean '" : "", nearest != NULL ? nearest : "",
		nearest != NULL ? "'?" : "");
	diag_note(checker->diagnostics, target->at, "the table is declared here");
	if (nearest != NULL && at.column > 0 && constraint->target_columns.len == 1)
		diag_fixit(checker->diagnostics, at, nearest);
}

/* "CHARACTER VARYING ( 20 )" is "varchar(20)": the word before the arguments, in small letters. */
static const char *
base_type(struct checker *checker, const char *type)
{
	char *lower = text_lower(checker->arena, type);
	static const char *const families[][2] = {{"int", "integer"}, {"int4", "integer"},
		{"int8", "integer"}, {"int2", "integer"}, {"bigint", "integer"},
		{"smallint", "integer"}, {"integer", "integer"}, {"serial", "integer"},
		{"bigserial", "integer"}, {"varchar", "text"}, {"char", "text"},
		{"character", "text"}, {"text", "text"}, {"numeric", "integer"},
		{"decimal", "integer"}, {"real", "integer"}, {"float", "integer"},
		{"double", "integer"}};
	size_t length = 0;
	while (char_is_word(lower[length]))
		length++;
	lower[length] = '\0';
	for (size_t i = 0; i < sizeof(families) / sizeof(*families); i++)
		if (strcmp(lower, families[i][0]) == 0)
			return families[i][1];
	return lower;
}

static bool
same_type(struct checker *checker, const struct column *a, const struct column *b)
{
	if (a->enum_type.name != NULL || b->enum_type.name != NULL)
		return qualified_name_equal(&a->enum_type, &b->enum_type);
	const char *x = a->type.common, *y = b->type.common;
	if (x == NULL || y == NULL || *x == '\0' || *y == '\0')
		return true;
	return strcmp(base_type(checker, x), base_type(checker, y)) == 0;
}

static void
check_target_type(struct checker *checker, const struct constraint *constraint,
	const struct table *target, const struct column *column, const struct column *other)
{
	if (column == NULL || other == NULL || same_type(checker, column, other))
		return;
	diag_add(checker->diagnostics, DIAG_FOREIGN_KEY_TYPE,
		constraint->target_columns_at.file != NULL ? constraint->target_columns_at
							   : constraint->target_at,
		"column '%s' has type %s, but '%s.%s' has type %s", column->name,
		column->enum_type.name != NULL ? column->enum_type.name : column->type.common,
		print(checker, &target->name), other->name,
		other->enum_type.name != NULL ? other->enum_type.name : other->type.common);
	diag_note(checker->diagnostics, other->at, "'%s' is declared here", other->name);
}

static bool
names_columns(const struct key_parts *parts, const struct column_names *names)
{
	if (parts->len != names->len)
		return false;
	for (size_t i = 0; i < names->len; i++) {
		bool found = false;
		for (size_t p = 0; p < parts->len && !found; p++)
			found = text_equal(parts->items[p].column, names->items[i]);
		if (!found)
			return false;
	}
	return true;
}

static bool
has_key(const struct table *table, const struct column_names *names)
{
	VEC_EACH (struct constraint *, constraint, table->constraints)
		if (((*constraint)->kind == CONSTRAINT_PRIMARY_KEY ||
			    (*constraint)->kind == CONSTRAINT_UNIQUE) &&
			names_columns(&(*constraint)->parts, names))
			return true;
	VEC_EACH (struct index *, index, table->indexes)
		if ((*index)->unique && !dialect_text_given(&(*index)->where) &&
			names_columns(&(*index)->parts, names))
			return true;
	return false;
}

/* The columns referred to; those of the primary key where none are given. */
static struct column_names
target_columns(struct checker *checker, const struct constraint *constraint,
	const struct table *target)
{
	struct column_names names = constraint->target_columns;
	const struct constraint *key = table_primary_key(target);
	if (names.len > 0 || key == NULL)
		return names;
	VEC_EACH (struct key_part, part, key->parts)
		*VEC_ADD(checker->arena, &names) = part->column;
	return names;
}

static void
check_target(struct checker *checker, const struct table *table,
	const struct constraint *constraint, const struct table *target)
{
	struct column_names names = target_columns(checker, constraint, target);
	bool known = true;
	for (size_t i = 0; i < names.len; i++)
		if (table_find_column(target, names.items[i]) == NULL) {
			if (constraint->target_columns.len > 0)
				unknown_target_column(checker, constraint, target, names.items[i]);
			known = false;
		}
	if (!known)
		return;
	if (names.len == 0) {
		diag_add(checker->diagnostics, DIAG_FOREIGN_KEY_TARGET, constraint->target_at,
			"table '%s' has no primary key that could be referred to",
			print(checker, &target->name));
		diag_note(checker->diagnostics, target->at, "the table is declared here");
		return;
	}
	if (names.len != constraint->parts.len) {
		diag_add(checker->diagnostics, DIAG_FOREIGN_KEY_COLUMNS, constraint->at,
			"%zu column%s to %zu of table '%s'", constraint->parts.len,
			constraint->parts.len == 1 ? " refers" : "s refer", names.len,
			print(checker, &target->name));
		return;
	}
	for (size_t i = 0; i < names.len; i++)
		check_target_type(checker, constraint, target,
			table_find_column(table, constraint->parts.items[i].column),
			table_find_column(target, names.items[i]));
	if (!has_key(target, &names)) {
		diag_add(checker->diagnostics, DIAG_FOREIGN_KEY_TARGET,
			constraint->target_columns_at,
			"'%s' is no primary key of table '%s' and has no unique key",
			names.items[0], print(checker, &target->name));
		diag_note(checker->diagnostics, target->at, "the table is declared here");
	}
}

static void
check_foreign_key(
	struct checker *checker, const struct table *table, const struct constraint *constraint)
{
	if (constraint->target.name == NULL)
		return; /* reported where it was read */
	const struct table *target =
		map_find(&checker->tables, print(checker, &constraint->target));
	if (target == NULL)
		unknown_table(checker, constraint);
	else
		check_target(checker, table, constraint, target);
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
			"column '%s.%s' is part of the primary key and may be NULL; add "
			"SC_NOT_NULL",
			table->name.name, column->name);
		diag_note(checker->diagnostics, key->at, "the primary key is here");
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
			first->identity != IDENTITY_NONE) {
			diag_add(checker->diagnostics, DIAG_BAD_IDENTITY, column->at,
				"table '%s' has two identity columns",
				print(checker, &table->name));
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

/* ---- the whole ---- */

/* Only metadata can name an enum that is not there. */
static void
check_enum(struct checker *checker, const struct table *table, const struct column *column)
{
	bool known = column->enum_type.name == NULL || checker->schema->incomplete ||
		map_find(&checker->enums, print(checker, &column->enum_type)) != NULL;
	if (!known)
		diag_add(checker->diagnostics, DIAG_UNKNOWN_ENUM, column->at,
			"column '%s.%s' is of enum '%s', which is not declared", table->name.name,
			column->name, print(checker, &column->enum_type));
}

static void
check_table(struct checker *checker, struct table *table)
{
	check_name(checker, "table", table->name.name, table->at);
	VEC_EACH (struct column *, column, table->columns) {
		check_name(checker, "column", (*column)->name, (*column)->at);
		check_enum(checker, table, *column);
	}
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
front_check(struct arena *arena, struct schema *schema, struct diagnostics *diagnostics)
{
	struct checker checker = {.arena = arena, .schema = schema, .diagnostics = diagnostics};
	size_t errors = diag_errors(diagnostics);
	VEC_EACH (struct table *, table, schema->tables) {
		const char *name = print(&checker, &(*table)->name);
		map_put(arena, &checker.tables, name, *table);
		*VEC_ADD(arena, &checker.table_names) = name;
	}
	VEC_EACH (struct enum_type *, type, schema->enums)
		map_put(arena, &checker.enums, print(&checker, &(*type)->name), *type);
	VEC_EACH (struct table *, table, schema->tables)
		check_table(&checker, *table);
	VEC_EACH (struct enum_type *, type, schema->enums)
		check_name(&checker, "enum", (*type)->name.name, (*type)->at);
	VEC_EACH (struct sql_object *, object, schema->objects)
		if ((*object)->kind != OBJECT_FUNCTION)
			check_name(&checker, object_kind_name((*object)->kind),
				(*object)->name.name, (*object)->at);
	check_index_names(&checker);
	return diag_errors(diagnostics) == errors ? 0 : -1;
}
