/* Constraints, said at a column or of the whole table. */
#include "front/model/builder.h"

#include "base/text.h"

#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))
#define AT(member) offsetof(struct constraint, member)

static const struct option unique_options[] = {
	{"deferrable", OPTION_FLAG, AT(deferrable), DIALECT_POSTGRESQL},
	{"initially_deferred", OPTION_FLAG, AT(initially_deferred), DIALECT_POSTGRESQL},
	{"nulls_not_distinct", OPTION_FLAG, AT(nulls_not_distinct), DIALECT_POSTGRESQL},
	{"on_conflict", OPTION_CONFLICT, AT(conflict), DIALECT_SQLITE},
	{"name", OPTION_NAME, AT(name), DIALECT_COUNT},
	{"comment", OPTION_TEXT, AT(comment), DIALECT_COUNT},
};

static const struct option foreign_key_options[] = {
	{"on_delete", OPTION_ACTION, AT(on_delete), DIALECT_COUNT},
	{"on_update", OPTION_ACTION, AT(on_update), DIALECT_COUNT},
	{"match", OPTION_WORDS, AT(match), DIALECT_COUNT},
	{"deferrable", OPTION_FLAG, AT(deferrable), DIALECT_COUNT},
	{"initially_deferred", OPTION_FLAG, AT(initially_deferred), DIALECT_COUNT},
	{"not_valid", OPTION_FLAG, AT(not_valid), DIALECT_POSTGRESQL},
	{"name", OPTION_NAME, AT(name), DIALECT_COUNT},
	{"comment", OPTION_TEXT, AT(comment), DIALECT_COUNT},
};

static const struct option check_options[] = {
	{"not_valid", OPTION_FLAG, AT(not_valid), DIALECT_POSTGRESQL},
	{"on_conflict", OPTION_CONFLICT, AT(conflict), DIALECT_SQLITE},
	{"column", OPTION_NAME, AT(on_column), DIALECT_COUNT},
	{"name", OPTION_NAME, AT(name), DIALECT_COUNT},
	{"comment", OPTION_TEXT, AT(comment), DIALECT_COUNT},
};

/* ---- columns that must be there ---- */

int
report_unknown_column(struct builder *builder, const struct statement *statement,
	const struct table *table, const char *name, struct location at)
{
	VEC(const char *) names = {0};
	if (builder->broken)
		return -1; /* an error was reported, and this may come of it */
	VEC_EACH (struct column *, column, table->columns)
		*VEC_ADD(builder->arena, &names) = (*column)->name;
	const char *nearest = text_nearest(name, names.items, names.len);
	VEC_EACH (struct column *, column, table->columns)
		if (text_equal((*column)->field, name))
			nearest = (*column)->name;
	int result = diag_add(builder->diagnostics, DIAG_UNKNOWN_COLUMN, at,
		"%s: table '%s' has no column '%s'%s%s%s", statement->name,
		qualified_name_print(builder->arena, &table->name), name,
		nearest != NULL ? "; did you mean '" : "", nearest != NULL ? nearest : "",
		nearest != NULL ? "'?" : "");
	if (nearest != NULL)
		fix_name(builder->diagnostics, at, nearest);
	return result;
}

struct location
find_argument(const struct argument_list *items, const char *name, struct location otherwise)
{
	for (size_t i = 0; i < items->len; i++) {
		const struct argument *item = items->items[i];
		bool named = item->kind == ARGUMENT_WORDS || item->kind == ARGUMENT_TEXT;
		if (named && text_equal(item->text, name))
			return item->at;
		struct location inner = find_argument(&item->items, name, (struct location){0});
		if (inner.file != NULL)
			return inner;
	}
	return otherwise;
}

/* ---- keys ---- */

/* The columns of a list, as parts of the key. */
static void
take_key_columns(struct builder *builder, const struct statement *statement,
	const struct table *table, const struct argument_list *items, size_t first, size_t last,
	struct key_parts *out)
{
	for (size_t i = first; i < last; i++) {
		const struct argument *argument = items->items[i];
		const char *name;
		if (take_name(builder, statement, argument, &name) != 0)
			continue;
		if (table_find_column(table, name) == NULL)
			report_unknown_column(builder, statement, table, name, argument->at);
		key_parts_add_column(builder->arena, out, name);
	}
}

/* [name,] columns… | (columns…) , options… */
static void
build_unique(struct builder *builder, struct table *table, const struct statement *statement,
	enum constraint_kind kind)
{
	size_t positional =
		count_positional(statement, unique_options, LENGTH(unique_options));
	struct argument *const *items = statement->items.items;
	if (positional == 0) {
		bad_count(builder, statement, "a name and columns");
		return;
	}
	struct constraint *constraint = table_add_constraint(builder->arena, table, kind);
	constraint->at = statement->at;
	if (items[0]->kind == ARGUMENT_LIST) {
		take_key_columns(builder, statement, table, &items[0]->items, 0,
			items[0]->items.len, &constraint->parts);
		positional = 1;
	} else {
		bool named =
			kind == CONSTRAINT_UNIQUE ||
			(items[0]->text != NULL &&
				table_find_column(table, items[0]->text) == NULL && positional > 1);
		if (named)
			take_name(builder, statement, items[0], &constraint->name);
		take_key_columns(builder, statement, table, &statement->items, named, positional,
			&constraint->parts);
	}
	if (constraint->parts.len == 0)
		bad_count(builder, statement, "at least one column");
	take_options(builder, statement, positional, unique_options, LENGTH(unique_options),
		constraint, NULL);
}

static int
take_match(
	struct builder *builder, const struct statement *statement, struct constraint *constraint)
{
	const char *match = constraint->match;
	if (match == NULL || strcmp(match, "FULL") == 0 || strcmp(match, "PARTIAL") == 0)
		return 0;
	constraint->match = NULL;
	if (strcmp(match, "SIMPLE") == 0)
		return 0;
	return bad_argument(builder, statement,
		find_argument(&statement->items, text_lower(builder->arena, match), statement->at),
		"expected full, partial or simple");
}

static void
take_target(struct builder *builder, const struct statement *statement,
	const struct argument *argument, struct constraint *constraint)
{
	take_qualified(builder, statement, argument, &constraint->target);
	constraint->target_at = argument->at;
}

static void
take_target_columns(struct builder *builder, const struct statement *statement,
	const struct argument_list *items, struct constraint *constraint)
{
	for (size_t i = 0; i < items->len; i++) {
		const char *name;
		if (take_name(builder, statement, items->items[i], &name) == 0)
			*VEC_ADD(builder->arena, &constraint->target_columns) = name;
		constraint->target_columns_at = i == 0
			? items->items[i]->at
			: location_join(constraint->target_columns_at, items->items[i]->at);
	}
}

/* [name,] (columns…), table, [(columns…),] options… */
static void
build_foreign_key(struct builder *builder, struct table *table, const struct statement *statement)
{
	size_t positional =
		count_positional(statement, foreign_key_options, LENGTH(foreign_key_options));
	struct argument *const *items = statement->items.items;
	size_t named = positional > 0 && items[0]->kind != ARGUMENT_LIST;
	bool columns = positional > named + 1 && items[named]->kind == ARGUMENT_LIST;
	bool target = positional == named + 2 ||
		(positional == named + 3 && items[named + 2]->kind == ARGUMENT_LIST);
	if (!columns || !target) {
		bad_count(builder, statement,
			"a name, (columns…), a table and (columns…), in this order");
		return;
	}
	struct constraint *constraint =
		table_add_constraint(builder->arena, table, CONSTRAINT_FOREIGN_KEY);
	constraint->at = statement->at;
	if (named)
		take_name(builder, statement, items[0], &constraint->name);
	take_key_columns(builder, statement, table, &items[named]->items, 0,
		items[named]->items.len, &constraint->parts);
	take_target(builder, statement, items[named + 1], constraint);
	if (positional == named + 3)
		take_target_columns(
			builder, statement, &items[named + 2]->items, constraint);
	take_options(builder, statement, positional, foreign_key_options,
		LENGTH(foreign_key_options), constraint, NULL);
	take_match(builder, statement, constraint);
}

/* [name,] "expression", options… */
static void
build_check(struct builder *builder, struct table *table, const struct statement *statement,
	enum constraint_kind kind, const struct column *column)
{
	const struct option *options = kind == CONSTRAINT_CHECK ? check_options : unique_options;
	size_t count = kind == CONSTRAINT_CHECK ? LENGTH(check_options) : LENGTH(unique_options);
	size_t positional = count_positional(statement, options, count);
	struct argument *const *items = statement->items.items;
	size_t named = positional > 1 && column == NULL;
	if (positional != named + 1) {
		bad_count(builder, statement,
			column != NULL ? "SQL in a string literal"
				       : "a name and SQL in a string literal");
		return;
	}
	struct constraint *constraint = table_add_constraint(builder->arena, table, kind);
	constraint->at = statement->at;
	constraint->on_column = column != NULL ? column->name : NULL;
	if (named)
		take_name(builder, statement, items[0], &constraint->name);
	if (take_sql(builder, statement, named, &constraint->expression.common) == 0 &&
		kind == CONSTRAINT_CHECK)
		expect_columns(builder, statement, items[named]);
	take_options(builder, statement, positional, options, count, constraint,
		&constraint->expression);
}

/* ---- at a column ---- */

/* SC_PRIMARY_KEY at several columns is one key, in the order of the fields. */
static void
build_column_primary_key(struct builder *builder, struct table *table,
	const struct column *column, const struct statement *statement)
{
	struct constraint *key = table_primary_key(table);
	if (key == NULL) {
		key = table_add_constraint(builder->arena, table, CONSTRAINT_PRIMARY_KEY);
		key->at = statement->at;
	}
	key_parts_add_column(builder->arena, &key->parts, column->name);
	take_options(builder, statement, 0, unique_options, LENGTH(unique_options), key, NULL);
}

/* table, [column,] options… */
static void
build_reference(struct builder *builder, struct table *table, const struct column *column,
	const struct statement *statement)
{
	size_t positional =
		count_positional(statement, foreign_key_options, LENGTH(foreign_key_options));
	struct argument *const *items = statement->items.items;
	if (positional < 1 || positional > 2) {
		bad_count(builder, statement, "a table and its column");
		return;
	}
	struct constraint *constraint =
		table_add_constraint(builder->arena, table, CONSTRAINT_FOREIGN_KEY);
	constraint->at = statement->at;
	key_parts_add_column(builder->arena, &constraint->parts, column->name);
	take_target(builder, statement, items[0], constraint);
	struct argument_list columns = {.items = statement->items.items + 1, .len = positional - 1};
	take_target_columns(builder, statement, &columns, constraint);
	take_options(builder, statement, positional, foreign_key_options,
		LENGTH(foreign_key_options), constraint, NULL);
	take_match(builder, statement, constraint);
}

void
build_column_key(struct builder *builder, struct table *table, const struct column *column,
	const struct statement *statement)
{
	struct constraint *constraint;
	switch (statement->id) {
	case MARKER_PRIMARY_KEY:
		build_column_primary_key(builder, table, column, statement);
		break;
	case MARKER_UNIQUE:
		constraint = table_add_constraint(builder->arena, table, CONSTRAINT_UNIQUE);
		constraint->at = statement->at;
		key_parts_add_column(builder->arena, &constraint->parts, column->name);
		take_options(builder, statement, 0, unique_options, LENGTH(unique_options),
			constraint, NULL);
		break;
	case MARKER_INDEXED:
		build_column_index(builder, table, column, statement);
		break;
	case MARKER_REFERENCES:
		build_reference(builder, table, column, statement);
		break;
	case MARKER_CHECK_COLUMN:
		build_check(builder, table, statement, CONSTRAINT_CHECK, column);
		break;
	default:
		break;
	}
}

void
build_key(struct builder *builder, struct table *table, const struct statement *statement)
{
	struct constraint *before = table_primary_key(table);
	switch (statement->id) {
	case MARKER_PRIMARY_KEY_ON:
		if (before == NULL) {
			build_unique(builder, table, statement, CONSTRAINT_PRIMARY_KEY);
			break;
		}
		diag_add(builder->diagnostics, DIAG_SEVERAL_PRIMARY_KEYS, statement->at,
			"table '%s' has a primary key already",
			qualified_name_print(builder->arena, &table->name));
		diag_note(builder->diagnostics, before->at, "the first one is here");
		break;
	case MARKER_UNIQUE_KEY:
		build_unique(builder, table, statement, CONSTRAINT_UNIQUE);
		break;
	case MARKER_FOREIGN_KEY:
		build_foreign_key(builder, table, statement);
		break;
	case MARKER_CHECK:
		build_check(builder, table, statement, CONSTRAINT_CHECK, NULL);
		break;
	case MARKER_EXCLUDE:
		build_check(builder, table, statement, CONSTRAINT_EXCLUDE, NULL);
		break;
	case MARKER_INDEX:
		build_index(builder, table, statement);
		break;
	default:
		break;
	}
}
