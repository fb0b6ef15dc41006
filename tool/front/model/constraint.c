#include "front/model/constraint.h"

#include "base/text.h"
#include "front/model/builder.h"
#include "front/model/column_names.h"
#include "front/model/index.h"
#include "front/model/marker_options.h"
#include "front/model/sql/sql_value.h"
#include "front/model/take.h"

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
	{"unchecked", OPTION_FLAG, AT(unchecked), DIALECT_SQLITE},
	{"name", OPTION_NAME, AT(name), DIALECT_COUNT},
	{"comment", OPTION_TEXT, AT(comment), DIALECT_COUNT},
};

static const struct option check_options[] = {
	{"no_inherit", OPTION_FLAG, AT(no_inherit), DIALECT_POSTGRESQL},
	{"not_valid", OPTION_FLAG, AT(not_valid), DIALECT_POSTGRESQL},
	{"on_conflict", OPTION_CONFLICT, AT(conflict), DIALECT_SQLITE},
	{"column", OPTION_NAME, AT(on_column), DIALECT_COUNT},
	{"name", OPTION_NAME, AT(name), DIALECT_COUNT},
	{"comment", OPTION_TEXT, AT(comment), DIALECT_COUNT},
};

/* ---- keys ---- */

/* The columns of a list, as parts of the key. */
static void
take_key_columns(struct model_builder *builder, const struct annotation *annotation,
	const struct table *table, const struct argument_list *items, size_t first, size_t last,
	struct key_parts *out)
{
	for (size_t i = first; i < last; i++) {
		const struct argument *argument = items->items[i];
		const char *name;
		if (take_name(builder, annotation, argument, &name) != 0)
			continue;
		if (table_find_column(table, name) == NULL)
			column_names_report_unknown(builder, annotation, table, name, argument->at);
		key_parts_add_column(builder->arena, out, name);
	}
}

/* [name,] columns… | (columns…) , options… */
static void
build_unique(struct model_builder *builder, struct table *table,
	const struct annotation *annotation, enum constraint_kind kind)
{
	size_t positional =
		marker_options_count_positional(annotation, unique_options, LENGTH(unique_options));
	struct argument *const *items = annotation->items.items;
	if (positional == 0) {
		annotation_expect(builder, annotation, "a name and columns");
		return;
	}
	struct constraint *constraint = table_add_constraint(builder->arena, table, kind);
	constraint->at = annotation->at;
	if (items[0]->kind == ARGUMENT_LIST) {
		take_key_columns(builder, annotation, table, &items[0]->items, 0,
			items[0]->items.len, &constraint->parts);
		positional = 1;
	} else {
		bool named =
			kind == CONSTRAINT_UNIQUE ||
			(items[0]->text != NULL &&
				table_find_column(table, items[0]->text) == NULL && positional > 1);
		if (named)
			take_name(builder, annotation, items[0], &constraint->name);
		take_key_columns(builder, annotation, table, &annotation->items, named, positional,
			&constraint->parts);
	}
	if (constraint->parts.len == 0)
		annotation_expect(builder, annotation, "at least one column");
	marker_options_take(builder, annotation, positional, unique_options, LENGTH(unique_options),
		constraint, NULL);
}

static int
take_match(struct model_builder *builder, const struct annotation *annotation,
	struct constraint *constraint)
{
	const char *match = constraint->match;
	if (match == NULL || strcmp(match, "FULL") == 0 || strcmp(match, "PARTIAL") == 0)
		return 0;
	constraint->match = NULL;
	if (strcmp(match, "SIMPLE") == 0)
		return 0;
	return annotation_report(builder, annotation,
		arguments_find(
			&annotation->items, text_lower(builder->arena, match), annotation->at),
		"expected full, partial or simple");
}

static void
take_referenced(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, struct constraint *constraint)
{
	take_qualified(builder, annotation, argument, &constraint->target);
	constraint->target_at = argument->at;
}

static void
take_referenced_columns(struct model_builder *builder, const struct annotation *annotation,
	const struct argument_list *items, struct constraint *constraint)
{
	for (size_t i = 0; i < items->len; i++) {
		const char *name;
		if (take_name(builder, annotation, items->items[i], &name) == 0)
			*VEC_ADD(builder->arena, &constraint->target_columns) = name;
		constraint->target_columns_at = i == 0
			? items->items[i]->at
			: arguments_span(constraint->target_columns_at, items->items[i]->at);
	}
}

/* Whether the argument is a.b.c. */
static bool
is_dotted_path(const struct argument *argument)
{
	if (argument->kind != ARGUMENT_OTHER)
		return false;
	for (const char *c = argument->text; *c != '\0'; c++)
		if (!char_is_word(*c) && *c != '.')
			return false;
	return true;
}

/*
 * Reports a table and its column in one argument, as written in SQL and other tools: users(id),
 * audit.users.id. The meaning of users.id depends on the other tables; see check_references.
 */
static bool
report_joined(struct model_builder *builder, const struct annotation *annotation, size_t index,
	bool in_parentheses)
{
	const struct argument *argument =
		index < annotation->items.len ? annotation->items.items[index] : NULL;
	const char *table, *column;
	if (argument != NULL && argument->kind == ARGUMENT_OPTION && argument->items.len == 1 &&
		argument->items.items[0]->kind == ARGUMENT_WORDS &&
		fk_action_find(argument->items.items[0]->text) < 0) {
		table = argument->text;
		column = argument->items.items[0]->text;
	} else if (argument != NULL && is_dotted_path(argument)) {
		column = strrchr(argument->text, '.') + 1;
		table = arena_strndup(
			builder->arena, argument->text, (size_t)(column - 1 - argument->text));
	} else {
		return false;
	}
	annotation_report(builder, annotation, argument->at,
		"write column '%s' of table '%s' as a separate argument", column, table);
	if (argument->at.column > 0)
		diag_fixit(builder->diagnostics, argument->at,
			arena_printf(builder->arena, in_parentheses ? "%s, (%s)" : "%s, %s", table,
				column));
	return true;
}

/* [name,] (columns…), table, [(columns…),] options… */
static void
build_foreign_key(
	struct model_builder *builder, struct table *table, const struct annotation *annotation)
{
	size_t positional = marker_options_count_positional(
		annotation, foreign_key_options, LENGTH(foreign_key_options));
	struct argument *const *items = annotation->items.items;
	size_t named = positional > 0 && items[0]->kind != ARGUMENT_LIST;
	bool columns = positional > named + 1 && items[named]->kind == ARGUMENT_LIST;
	bool referenced = positional == named + 2 ||
		(positional == named + 3 && items[named + 2]->kind == ARGUMENT_LIST);
	bool joined = (!columns || !referenced || is_dotted_path(items[named + 1])) &&
		report_joined(builder, annotation, named + 1, true);
	if (joined)
		return;
	if (!columns || !referenced) {
		annotation_expect(builder, annotation,
			"a name, (columns…), a table and (columns…), in this order");
		return;
	}
	struct constraint *constraint =
		table_add_constraint(builder->arena, table, CONSTRAINT_FOREIGN_KEY);
	constraint->at = annotation->at;
	if (named)
		take_name(builder, annotation, items[0], &constraint->name);
	take_key_columns(builder, annotation, table, &items[named]->items, 0,
		items[named]->items.len, &constraint->parts);
	take_referenced(builder, annotation, items[named + 1], constraint);
	if (positional == named + 3)
		take_referenced_columns(
			builder, annotation, &items[named + 2]->items, constraint);
	marker_options_take(builder, annotation, positional, foreign_key_options,
		LENGTH(foreign_key_options), constraint, NULL);
	take_match(builder, annotation, constraint);
}

/* [name,] "expression", options… */
static void
build_check(struct model_builder *builder, struct table *table, const struct annotation *annotation,
	enum constraint_kind kind, const struct column *column)
{
	const struct option *options = kind == CONSTRAINT_CHECK ? check_options : unique_options;
	size_t count = kind == CONSTRAINT_CHECK ? LENGTH(check_options) : LENGTH(unique_options);
	size_t positional = marker_options_count_positional(annotation, options, count);
	struct argument *const *items = annotation->items.items;
	size_t named = positional > 1 && column == NULL;
	if (positional != named + 1) {
		annotation_expect(builder, annotation,
			column != NULL ? "SQL in a string literal"
				       : "a name and SQL in a string literal");
		return;
	}
	struct constraint *constraint = table_add_constraint(builder->arena, table, kind);
	constraint->at = annotation->at;
	constraint->on_column = column != NULL ? column->name : NULL;
	if (named)
		take_name(builder, annotation, items[0], &constraint->name);
	if (sql_value_take_sql(builder, annotation, named, &constraint->expression.common) == 0 &&
		kind == CONSTRAINT_CHECK)
		column_names_expect(builder, annotation, items[named]);
	marker_options_take(builder, annotation, positional, options, count, constraint,
		&constraint->expression);
}

/* ---- on a column ---- */

/*
 * SC_PRIMARY_KEY on several columns declares one key with the columns in the order of the fields.
 */
static void
build_column_primary_key(struct model_builder *builder, struct table *table,
	const struct column *column, const struct annotation *annotation)
{
	struct constraint *key = table_primary_key(table);
	if (key == NULL) {
		key = table_add_constraint(builder->arena, table, CONSTRAINT_PRIMARY_KEY);
		key->at = annotation->at;
	}
	key_parts_add_column(builder->arena, &key->parts, column->name);
	marker_options_take(
		builder, annotation, 0, unique_options, LENGTH(unique_options), key, NULL);
}

/* table, [column,] options… */
static void
build_reference(struct model_builder *builder, struct table *table, const struct column *column,
	const struct annotation *annotation)
{
	size_t positional = marker_options_count_positional(
		annotation, foreign_key_options, LENGTH(foreign_key_options));
	struct argument *const *items = annotation->items.items;
	bool joined = (positional == 0 || (positional == 1 && is_dotted_path(items[0]))) &&
		report_joined(builder, annotation, 0, false);
	if (joined)
		return;
	if (positional < 1 || positional > 2) {
		annotation_expect(builder, annotation, "a table and its column");
		return;
	}
	struct constraint *constraint =
		table_add_constraint(builder->arena, table, CONSTRAINT_FOREIGN_KEY);
	constraint->at = annotation->at;
	constraint->at_column = true;
	key_parts_add_column(builder->arena, &constraint->parts, column->name);
	take_referenced(builder, annotation, items[0], constraint);
	struct argument_list columns = {
		.items = annotation->items.items + 1, .len = positional - 1};
	take_referenced_columns(builder, annotation, &columns, constraint);
	marker_options_take(builder, annotation, positional, foreign_key_options,
		LENGTH(foreign_key_options), constraint, NULL);
	take_match(builder, annotation, constraint);
}

void
constraint_build_on_column(struct model_builder *builder, struct table *table,
	const struct column *column, const struct annotation *annotation)
{
	struct constraint *constraint;
	switch (annotation->id) {
	case MARKER_PRIMARY_KEY:
		build_column_primary_key(builder, table, column, annotation);
		break;
	case MARKER_UNIQUE:
		constraint = table_add_constraint(builder->arena, table, CONSTRAINT_UNIQUE);
		constraint->at = annotation->at;
		key_parts_add_column(builder->arena, &constraint->parts, column->name);
		marker_options_take(builder, annotation, 0, unique_options, LENGTH(unique_options),
			constraint, NULL);
		break;
	case MARKER_INDEXED:
		index_build_on_column(builder, table, column, annotation);
		break;
	case MARKER_REFERENCES:
		build_reference(builder, table, column, annotation);
		break;
	case MARKER_CHECK_COLUMN:
		build_check(builder, table, annotation, CONSTRAINT_CHECK, column);
		break;
	default:
		break;
	}
}

void
constraint_build(
	struct model_builder *builder, struct table *table, const struct annotation *annotation)
{
	struct constraint *before = table_primary_key(table);
	switch (annotation->id) {
	case MARKER_PRIMARY_KEY_ON:
		if (before == NULL) {
			build_unique(builder, table, annotation, CONSTRAINT_PRIMARY_KEY);
			break;
		}
		diag_add(builder->diagnostics, DIAG_SEVERAL_PRIMARY_KEYS, annotation->at,
			"table '%s' already has a primary key",
			qualified_name_print(builder->arena, &table->name));
		diag_note(builder->diagnostics, before->at, "the first one is here");
		break;
	case MARKER_UNIQUE_KEY:
		build_unique(builder, table, annotation, CONSTRAINT_UNIQUE);
		break;
	case MARKER_FOREIGN_KEY:
		build_foreign_key(builder, table, annotation);
		break;
	case MARKER_CHECK:
		build_check(builder, table, annotation, CONSTRAINT_CHECK, NULL);
		break;
	case MARKER_EXCLUDE:
		build_check(builder, table, annotation, CONSTRAINT_EXCLUDE, NULL);
		break;
	case MARKER_INDEX:
		index_build(builder, table, annotation);
		break;
	default:
		break;
	}
}
