/*
 * SC_TABLE_ONLY: a table without a struct. Its options have the names of the markers, in lower
 * case:
 *
 *	SC_TABLE_ONLY(schema_marks,
 *		column(id, "integer", primary_key, identity),
 *		column(mark, "text", not_null, default("''"), check("length(mark) < 9")),
 *		unique_key(schema_marks_key, mark), comment("…"))
 */
#include "front/model/table_only.h"

#include "base/text.h"
#include "front/model/builder.h"
#include "front/model/column.h"
#include "front/model/column_names.h"
#include "front/model/constraint.h"
#include "front/model/table.h"
#include "front/model/take.h"

#include <string.h>

/* The marker whose name in lower case is the option; MARKER_COUNT if there is none. */
static enum marker_id
find_small_marker(struct arena *arena, const char *word, enum marker_scope scope)
{
	if (strcmp(word, "check") == 0)
		return scope == SCOPE_COLUMN ? MARKER_CHECK_COLUMN : MARKER_CHECK;
	if (strcmp(word, "primary_key") == 0 && scope == SCOPE_TABLE)
		return MARKER_PRIMARY_KEY_ON;
	for (int id = 0; id < MARKER_COUNT; id++) {
		const struct marker_kind *kind = marker_kind((enum marker_id)id);
		bool table = id == MARKER_TABLE || id == MARKER_NAME || id == MARKER_TRANSIENT ||
			id == MARKER_RELATION || id == MARKER_TYPE || id == MARKER_CHECK_COLUMN ||
			id == MARKER_PRIMARY_KEY_ON;
		if (kind->scope == scope && !table &&
			strcmp(text_lower(arena, kind->name + strlen("SC_")), word) == 0)
			return (enum marker_id)id;
	}
	return MARKER_COUNT;
}

static struct annotation
annotation_of_option(const struct argument *argument, enum marker_id id)
{
	return (struct annotation){
		.id = id, .name = argument->text, .items = argument->items, .at = argument->at};
}

static void
unknown_option(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, enum marker_scope scope)
{
	const char *names[MARKER_COUNT + 2];
	size_t count = 0;
	for (int id = 0; id < MARKER_COUNT; id++)
		if (marker_kind((enum marker_id)id)->scope == scope)
			names[count++] = text_lower(
				builder->arena, marker_kind((enum marker_id)id)->name + 3);
	names[count++] = scope == SCOPE_COLUMN ? "check" : "column";
	const char *word = argument->text != NULL ? argument->text : "(…)";
	diag_add(builder->diagnostics, DIAG_UNKNOWN_OPTION, argument->at, "%s: unknown option '%s'",
		annotation->name, word);
	diag_suggest(builder->diagnostics, text_nearest(word, names, count));
}

/* column(name, "type", options…) */
static void
build_only_column(
	struct model_builder *builder, struct table *table, const struct argument *argument)
{
	struct annotation whole = annotation_of_option(argument, MARKER_COUNT);
	struct annotations annotations = {0};
	const char *name, *type;
	if (argument->items.len < 2) {
		annotation_expect(builder, &whole, "a name and a type");
		return;
	}
	if (take_name(builder, &whole, argument->items.items[0], &name) != 0 ||
		take_text(builder, &whole, argument->items.items[1], &type) != 0)
		return;
	struct column *before = table_find_column(table, name);
	if (before != NULL) {
		diag_add(builder->diagnostics, DIAG_DUPLICATE_COLUMN,
			argument->items.items[0]->at, "table '%s' has two columns '%s'",
			qualified_name_print(builder->arena, &table->name), name);
		diag_note(builder->diagnostics, before->at, "the first one is here");
		return;
	}
	for (size_t i = 2; i < argument->items.len; i++) {
		const struct argument *item = argument->items.items[i];
		enum marker_id id = item->text != NULL
			? find_small_marker(builder->arena, item->text, SCOPE_COLUMN)
			: MARKER_COUNT;
		if (id == MARKER_COUNT)
			unknown_option(builder, &whole, item, SCOPE_COLUMN);
		else
			*VEC_ADD(builder->arena, &annotations) = annotation_of_option(item, id);
	}
	struct column *column = table_add_column(builder->arena, table, name);
	column->at = argument->items.items[0]->at;
	column->type.common = type;
	struct column_source source = {.at = column->at};
	column_build(builder, table, column, &source, &annotations);
}

/* The columns of a primary key are NOT NULL, as in standard SQL, unless declared NULL. */
static void
close_primary_key(struct table *table)
{
	struct constraint *key = table_primary_key(table);
	if (key == NULL)
		return;
	VEC_EACH (struct key_part, part, key->parts) {
		struct column *column = part->column != NULL
			? table_find_column(table, part->column)
			: NULL;
		if (column != NULL && !column->null_given)
			column->not_null = true;
	}
}

static bool
is_column(const struct argument *argument)
{
	return argument->kind == ARGUMENT_OPTION && strcmp(argument->text, "column") == 0;
}

/* The items that are options of SC_TABLE. */
static struct annotation
table_options_of(struct model_builder *builder, const struct annotation *annotation)
{
	struct annotation rest = *annotation;
	rest.items = (struct argument_list){0};
	for (size_t i = 1; i < annotation->items.len; i++)
		if (table_is_option(annotation->items.items[i]))
			*VEC_ADD(builder->arena, &rest.items) = annotation->items.items[i];
	return rest;
}

static void
build_only_keys(
	struct model_builder *builder, struct table *table, const struct annotation *annotation)
{
	for (size_t i = 1; i < annotation->items.len; i++) {
		const struct argument *argument = annotation->items.items[i];
		if (is_column(argument) || table_is_option(argument))
			continue;
		enum marker_id id = argument->kind == ARGUMENT_OPTION
			? find_small_marker(builder->arena, argument->text, SCOPE_TABLE)
			: MARKER_COUNT;
		struct annotation key = annotation_of_option(argument, id);
		if (id == MARKER_COUNT)
			unknown_option(builder, annotation, argument, SCOPE_TABLE);
		else
			constraint_build(builder, table, &key);
	}
}

void
table_only_build(struct model_builder *builder, const struct annotation *annotation)
{
	struct table scratch = {0};
	bool before = builder->schema->incomplete;
	builder->schema->incomplete = true; /* until the table has been created */
	if (annotation->items.len == 0) {
		annotation_expect(builder, annotation, "the table's name");
		return;
	}
	const struct argument *first = annotation->items.items[0];
	struct annotation options = table_options_of(builder, annotation);
	if (take_qualified(builder, annotation, first, &scratch.name) != 0)
		return;
	builder->schema->incomplete = before;
	table_take_options(builder, &options, 0, &scratch);
	struct table *table = table_declare(builder, scratch.name, first->at);
	if (table == NULL)
		return;
	scratch.at = table->at;
	*table = scratch;
	for (size_t i = 1; i < annotation->items.len; i++)
		if (is_column(annotation->items.items[i]))
			build_only_column(builder, table, annotation->items.items[i]);
	build_only_keys(builder, table, annotation);
	close_primary_key(table);
	column_names_check(builder, table);
	if (table->columns.len == 0)
		diag_add(builder->diagnostics, DIAG_NO_COLUMNS, table->at,
			"table '%s' has no columns",
			qualified_name_print(builder->arena, &table->name));
}
