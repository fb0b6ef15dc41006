/*
 * Foreign keys and relations: what they lead to is there, and fits.
 */
#include "front/check/check_references.h"

#include "base/text.h"

#include <string.h>

/* ---- what is not there ---- */

/* What the name may be a misspelling of, or a table of that name in another schema; or NULL. */
static const char *
nearest_table(struct checker *checker, const struct qualified_name *target)
{
	VEC_EACH (struct table *, table, checker->schema->tables)
		if (text_equal((*table)->name.name, target->name))
			return check_print(checker, &(*table)->name);
	return text_nearest(check_print(checker, target), checker->table_names.items,
		checker->table_names.len);
}

static void
unknown_table(struct checker *checker, const struct qualified_name *target, struct location at)
{
	const char *name = check_print(checker, target);
	if (checker->schema->incomplete)
		return;
	const char *nearest = nearest_table(checker, target);
	diag_add(checker->diagnostics, DIAG_UNKNOWN_TABLE, at,
		"there is no table '%s'", name);
	diag_suggest(checker->diagnostics, nearest);
	if (nearest != NULL && at.column > 0)
		diag_fixit(checker->diagnostics, at, nearest);
}

/* alone: the place is of this name and no other. */
static void
unknown_target_column(struct checker *checker, const struct table *target, const char *name,
	struct location at, bool alone)
{
	VEC(const char *) names = {0};
	if (checker->schema->incomplete)
		return;
	VEC_EACH (struct column *, column, target->columns)
		*VEC_ADD(checker->arena, &names) = (*column)->name;
	const char *nearest = text_nearest(name, names.items, names.len);
	diag_add(checker->diagnostics, DIAG_UNKNOWN_COLUMN, at,
		"table '%s' has no column '%s'", check_print(checker, &target->name), name);
	diag_suggest(checker->diagnostics, nearest);
	diag_note(checker->diagnostics, target->at, "the table is declared here");
	if (nearest != NULL && at.column > 0 && alone)
		diag_fixit(checker->diagnostics, at, nearest);
}

/* ---- foreign keys ---- */

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
		check_print(checker, &target->name), other->name,
		other->enum_type.name != NULL ? other->enum_type.name : other->type.common);
	diag_note(checker->diagnostics, other->at, "'%s' is declared here", other->name);
}

static bool
names_columns(const struct key_parts *parts, const struct texts *names)
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
has_key(const struct table *table, const struct texts *names)
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
static struct texts
target_columns(struct checker *checker, const struct constraint *constraint,
	const struct table *target)
{
	struct texts names = constraint->target_columns;
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
	struct texts names = target_columns(checker, constraint, target);
	bool known = true;
	for (size_t i = 0; i < names.len; i++)
		if (table_find_column(target, names.items[i]) == NULL) {
			if (constraint->target_columns.len > 0)
				unknown_target_column(checker, target, names.items[i],
					constraint->target_columns_at,
					constraint->target_columns.len == 1);
			known = false;
		}
	if (!known)
		return;
	if (names.len == 0) {
		diag_add(checker->diagnostics, DIAG_FOREIGN_KEY_TARGET, constraint->target_at,
			"table '%s' has no primary key that could be referred to",
			check_print(checker, &target->name));
		diag_note(checker->diagnostics, target->at, "the table is declared here");
		return;
	}
	if (names.len != constraint->parts.len) {
		diag_add(checker->diagnostics, DIAG_FOREIGN_KEY_COLUMNS, constraint->at,
			"%zu column%s to %zu of table '%s'", constraint->parts.len,
			constraint->parts.len == 1 ? " refers" : "s refer", names.len,
			check_print(checker, &target->name));
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
			names.items[0], check_print(checker, &target->name));
		diag_note(checker->diagnostics, target->at, "the table is declared here");
	}
}

void
check_foreign_key(
	struct checker *checker, const struct table *table, const struct constraint *constraint)
{
	if (constraint->target.name == NULL)
		return; /* reported where it was read */
	const struct table *target =
		map_find(&checker->tables, check_print(checker, &constraint->target));
	if (target == NULL)
		unknown_table(checker, &constraint->target, constraint->target_at);
	else
		check_target(checker, table, constraint, target);
}

/* ---- relations ---- */

/* A view has rows as well; what columns it has is not known here. */
static bool
is_view(const struct checker *checker, const struct qualified_name *name)
{
	static const enum object_kind kinds[] = {
		OBJECT_VIEW, OBJECT_MATERIALIZED_VIEW, OBJECT_VIRTUAL_TABLE};
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++)
		if (schema_find_object(checker->schema, kinds[i], name) != NULL)
			return true;
	return false;
}

/*
 * The column is the other table's, which refers to this one; of a relation to one row it may be this
 * table's, which refers to that row.
 */
void
check_relation(struct checker *checker, const struct relation *relation)
{
	const struct table *target =
		map_find(&checker->tables, check_print(checker, &relation->target));
	if (target == NULL) {
		if (!is_view(checker, &relation->target))
			unknown_table(checker, &relation->target, relation->target_at);
		return;
	}
	bool known = relation->column == NULL ||
		table_find_column(target, relation->column) != NULL ||
		(relation->one && table_find_column(relation->table, relation->column) != NULL);
	if (!known)
		unknown_target_column(
			checker, target, relation->column, relation->column_at, true);
}
