/*
 * Foreign keys and relations must refer to existing tables and columns of compatible types.
 */
#include "front/check/check_references.h"

#include "base/text.h"
#include "front/c/argument.h"

#include <string.h>

/* A reference to a table, possibly with columns, as written in the model. */
struct reference {
	const struct qualified_name *table;
	struct location at;   /* of the table's name */
	bool lacks_column;    /* no column was given */
	bool in_parentheses;  /* columns are written in parentheses: SC_FOREIGN_KEY */
	bool foreign_key;     /* not a relation */
};

/* ---- tables and columns that do not exist ---- */

/* A table of this name in a different schema, or one with a similar name; or NULL. */
static const char *
nearest_table(const struct checker *checker, const struct qualified_name *name)
{
	VEC_EACH (struct table *, table, checker->schema->tables)
		if (text_equal((*table)->name.name, name->name))
			return check_print(checker, &(*table)->name);
	return text_nearest(check_print(checker, name), checker->table_names.items,
		checker->table_names.len);
}

static const char *
nearest_column(const struct checker *checker, const struct table *table, const char *name)
{
	struct texts names = {0};
	VEC_EACH (struct column *, column, table->columns)
		*VEC_ADD(checker->arena, &names) = (*column)->name;
	return text_nearest(name, names.items, names.len);
}

/*
 * Splits a name that also contains a column: "users.id", as in SQLAlchemy, or "users(id)", as in
 * SQL. *column receives the column. Returns the table, or NULL if it does not exist.
 */
static const struct table *
split_column(const struct checker *checker, const char *name, const char **column)
{
	const char *open = strchr(name, '('), *dot = strrchr(name, '.');
	size_t length = strlen(name);
	if (open != NULL && name[length - 1] == ')') {
		*column = arena_strndup(
			checker->arena, open + 1, (size_t)(name + length - 1 - (open + 1)));
		dot = open;
	} else if (dot != NULL) {
		*column = dot + 1;
	} else {
		return NULL;
	}
	return map_find(&checker->tables,
		arena_strndup(checker->arena, name, (size_t)(dot - name)));
}

static void
fix_joined(const struct checker *checker, const struct reference *reference,
	const struct table *table, const char *column)
{
	struct strbuf text = STRBUF_INIT;
	if (table->name.schema != NULL) {
		arguments_add_name(&text, table->name.schema);
		strbuf_addch(&text, '.');
	}
	arguments_add_name(&text, table->name.name);
	strbuf_addstr(&text, reference->in_parentheses ? ", (" : ", ");
	arguments_add_name(&text, column);
	strbuf_addstr(&text, reference->in_parentheses ? ")" : "");
	if (reference->at.column > 0)
		diag_fixit(checker->diagnostics, reference->at, text.buf);
	strbuf_release(&text);
}

/* Reports an unknown table name that consists of a known table and a column. */
static bool
report_joined(const struct checker *checker, const struct reference *reference)
{
	const char *name = check_print(checker, reference->table), *column = NULL;
	const struct table *table =
		reference->lacks_column ? split_column(checker, name, &column) : NULL;
	if (table == NULL)
		return false;
	if (table_find_column(table, column) == NULL)
		column = nearest_column(checker, table, column);
	diag_add(checker->diagnostics, DIAG_UNKNOWN_TABLE, reference->at,
		"there is no table '%s'%s", name,
		column == NULL ? ""
			       : arena_printf(checker->arena,
					 "; did you mean column '%s' of table '%s'?", column,
					 check_print(checker, &table->name)));
	diag_note(checker->diagnostics, (struct location){0},
		"write the column as a separate argument");
	if (column != NULL)
		fix_joined(checker, reference, table, column);
	return true;
}

static void
report_unknown_table(const struct checker *checker, const struct reference *reference)
{
	if (checker->schema->incomplete || report_joined(checker, reference))
		return;
	const char *nearest = nearest_table(checker, reference->table);
	diag_add(checker->diagnostics, DIAG_UNKNOWN_TABLE, reference->at, "there is no table '%s'",
		check_print(checker, reference->table));
	diag_suggest(checker->diagnostics, nearest);
	if (nearest == NULL && reference->foreign_key && !checker->dialects[DIALECT_POSTGRESQL])
		diag_note(checker->diagnostics, (struct location){0},
			"if the table is in a different database file, add the option `unchecked`");
	if (nearest != NULL && reference->at.column > 0)
		diag_fixit(checker->diagnostics, reference->at, nearest);
}

/* alone: the location contains only this name. */
static void
report_unknown_column(const struct checker *checker, const struct table *table, const char *name,
	struct location at, bool alone)
{
	if (checker->schema->incomplete)
		return;
	const char *nearest = nearest_column(checker, table, name);
	diag_add(checker->diagnostics, DIAG_UNKNOWN_COLUMN, at, "table '%s' has no column '%s'",
		check_print(checker, &table->name), name);
	diag_suggest(checker->diagnostics, nearest);
	diag_note(checker->diagnostics, table->at, "the table is declared here");
	if (nearest != NULL && at.column > 0 && alone)
		diag_fixit(checker->diagnostics, at, nearest);
}

/* ---- foreign keys ---- */

/*
 * The family of a type: "CHARACTER VARYING (20)" is in "text". A foreign key can compare types of
 * the same family. The first word determines the family; any other word is a family of its own.
 */
static const char *
type_family(const struct checker *checker, const char *type)
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
types_fit(const struct checker *checker, const struct column *a, const struct column *b)
{
	if (a->enum_type.name != NULL || b->enum_type.name != NULL)
		return qualified_name_equal(&a->enum_type, &b->enum_type);
	const char *x = a->type.common, *y = b->type.common;
	if (x == NULL || y == NULL || *x == '\0' || *y == '\0')
		return true;
	return strcmp(type_family(checker, x), type_family(checker, y)) == 0;
}

static void
check_type(const struct checker *checker, const struct constraint *constraint,
	const struct table *referenced, const struct column *column, const struct column *key)
{
	if (column == NULL || key == NULL || types_fit(checker, column, key))
		return;
	diag_add(checker->diagnostics,
		checker->dialects[DIALECT_POSTGRESQL] ? DIAG_FOREIGN_KEY_TYPE
						      : DIAG_FOREIGN_KEY_AFFINITY,
		constraint->target_columns_at.file != NULL ? constraint->target_columns_at
							   : constraint->target_at,
		"column '%s' has type %s, but '%s.%s' has type %s", column->name,
		column->enum_type.name != NULL ? column->enum_type.name : column->type.common,
		check_print(checker, &referenced->name), key->name,
		key->enum_type.name != NULL ? key->enum_type.name : key->type.common);
	diag_note(checker->diagnostics, key->at, "'%s' is declared here", key->name);
}

/* Whether the parts are these columns in any order. */
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

/* The referenced columns; by default those of the primary key. */
static struct texts
referenced_columns(const struct checker *checker, const struct constraint *constraint,
	const struct table *referenced)
{
	struct texts names = constraint->target_columns;
	const struct constraint *key = table_primary_key(referenced);
	if (names.len > 0 || key == NULL)
		return names;
	VEC_EACH (struct key_part, part, key->parts)
		*VEC_ADD(checker->arena, &names) = part->column;
	return names;
}

/*
 * Whether all columns exist. Missing columns of a primary key are reported when their own table is
 * checked.
 */
static bool
check_columns(const struct checker *checker, const struct constraint *constraint,
	const struct table *referenced, const struct texts *names)
{
	bool known = true;
	for (size_t i = 0; i < names->len; i++) {
		if (table_find_column(referenced, names->items[i]) != NULL)
			continue;
		known = false;
		if (constraint->target_columns.len > 0)
			report_unknown_column(checker, referenced, names->items[i],
				constraint->target_columns_at,
				constraint->target_columns.len == 1);
	}
	return known;
}

static void
check_key(const struct checker *checker, const struct table *table,
	const struct constraint *constraint, const struct table *referenced)
{
	struct texts names = referenced_columns(checker, constraint, referenced);
	const char *printed = check_print(checker, &referenced->name);
	if (!check_columns(checker, constraint, referenced, &names))
		return;
	if (names.len == 0) {
		diag_add(checker->diagnostics, DIAG_FOREIGN_KEY_TARGET, constraint->target_at,
			"table '%s' has no primary key to refer to", printed);
		diag_note(checker->diagnostics, referenced->at, "the table is declared here");
		return;
	}
	if (names.len != constraint->parts.len) {
		diag_add(checker->diagnostics, DIAG_FOREIGN_KEY_COLUMNS, constraint->at,
			"%zu column%s to %zu of table '%s'", constraint->parts.len,
			constraint->parts.len == 1 ? " refers" : "s refer", names.len, printed);
		return;
	}
	for (size_t i = 0; i < names.len; i++)
		check_type(checker, constraint, referenced,
			table_find_column(table, constraint->parts.items[i].column),
			table_find_column(referenced, names.items[i]));
	if (!has_key(referenced, &names)) {
		diag_add(checker->diagnostics, DIAG_FOREIGN_KEY_TARGET,
			constraint->target_columns_at,
			"'%s' is not the primary key of table '%s' and has no unique key",
			names.items[0], printed);
		diag_note(checker->diagnostics, referenced->at, "the table is declared here");
	}
}

void
check_foreign_key(
	struct checker *checker, const struct table *table, const struct constraint *constraint)
{
	if (constraint->target.name == NULL)
		return; /* already reported */
	const struct table *referenced =
		map_find(&checker->tables, check_print(checker, &constraint->target));
	const struct reference reference = {.table = &constraint->target,
		.at = constraint->target_at,
		.lacks_column = constraint->target_columns.len == 0,
		.in_parentheses = !constraint->at_column,
		.foreign_key = true};
	if (constraint->unchecked && !checker->dialects[DIALECT_POSTGRESQL])
		return;
	if (referenced == NULL)
		report_unknown_table(checker, &reference);
	else
		check_key(checker, table, constraint, referenced);
}

/* ---- relations ---- */

/* A relation can refer to a view, whose columns are unknown here. */
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
 * The column belongs to the other table and refers to this one. In a relation to one row, the
 * column may instead belong to this table and refer to the other.
 */
void
check_relation(struct checker *checker, const struct relation *relation)
{
	const struct table *other =
		map_find(&checker->tables, check_print(checker, &relation->target));
	const struct reference reference = {.table = &relation->target, .at = relation->target_at,
		.lacks_column = relation->column == NULL};
	if (other == NULL) {
		if (!is_view(checker, &relation->target))
			report_unknown_table(checker, &reference);
		return;
	}
	bool known = relation->column == NULL ||
		table_find_column(other, relation->column) != NULL ||
		(relation->one && table_find_column(relation->table, relation->column) != NULL);
	if (!known)
		report_unknown_column(checker, other, relation->column, relation->column_at, true);
}
