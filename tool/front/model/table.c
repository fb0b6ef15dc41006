#include "front/model/table.h"

#include "base/text.h"
#include "front/c/mistake.h"
#include "front/model/builder.h"
#include "front/model/column.h"
#include "front/model/column_names.h"
#include "front/model/constraint.h"
#include "front/model/marker_options.h"
#include "front/model/take.h"

#include <string.h>

#define AT(member) offsetof(struct table, member)

static const struct option table_options[] = {
	{"schema", OPTION_NAME, AT(name.schema), DIALECT_COUNT},
	{"comment", OPTION_TEXT, AT(comment), DIALECT_COUNT},
	{"renamed_from", OPTION_QUALIFIED, AT(renamed_from), DIALECT_COUNT},
	{"strict", OPTION_FLAG, AT(strict), DIALECT_SQLITE},
	{"without_rowid", OPTION_FLAG, AT(without_rowid), DIALECT_SQLITE},
	{"unlogged", OPTION_FLAG, AT(unlogged), DIALECT_POSTGRESQL},
	{"options", OPTION_SQL, AT(options), DIALECT_COUNT},
};

enum { TABLE_OPTIONS = sizeof(table_options) / sizeof(*table_options) };

int
table_take_options(struct model_builder *builder, const struct annotation *annotation, size_t first,
	struct table *table)
{
	return marker_options_take(
		builder, annotation, first, table_options, TABLE_OPTIONS, table, NULL);
}

bool
table_is_option(const struct argument *argument)
{
	for (size_t i = 0; i < TABLE_OPTIONS; i++)
		if (text_equal(argument->text, table_options[i].name))
			return true;
	return text_equal(argument->text, "sqlite") || text_equal(argument->text, "postgresql");
}

struct table *
table_declare(struct model_builder *builder, struct qualified_name name, struct location at)
{
	const char *key = qualified_name_print(builder->arena, &name);
	struct table *before = map_find(&builder->tables, key);
	if (before != NULL) {
		bool same = text_equal(before->at.file, at.file) && before->at.line == at.line &&
			before->at.column == at.column;
		diag_add(builder->diagnostics, DIAG_DUPLICATE_TABLE, at,
			"table '%s' is declared twice", key);
		if (same)
			diag_note(builder->diagnostics, (struct location){0},
				"both declarations are here: the header has no include guard, or a "
				"macro repeats the struct");
		else
			diag_note(builder->diagnostics, before->at,
				"the first declaration is here");
		return NULL;
	}
	struct table *table = schema_add_table(builder->arena, builder->schema, name);
	table->at = at;
	map_put(builder->arena, &builder->tables, key, table);
	return table;
}

/* ---- fields ---- */

static void
check_marker(struct model_builder *builder, const struct markers *markers, size_t index)
{
	const struct marker *marker = &markers->items[index];
	bool once = marker->id != MARKER_COUNT && !marker_kind(marker->id)->repeats;
	for (size_t i = 0; once && i < index; i++)
		if (markers->items[i].id == marker->id) {
			diag_add(builder->diagnostics, DIAG_REPEATED_MARKER, marker->at,
				"%s is given twice", marker->name);
			diag_note(builder->diagnostics, markers->items[i].at,
				"the first one is here");
			return;
		}
}

/* The annotations of the markers; those that cannot be parsed are omitted. */
static void
collect_annotations(
	struct model_builder *builder, const struct markers *markers, struct annotations *out)
{
	for (size_t i = 0; i < markers->len; i++) {
		const struct marker *marker = &markers->items[i];
		struct annotation annotation;
		if (marker->id == MARKER_COUNT) {
			mistake_report_marker(builder->sources, builder->diagnostics, marker);
			continue;
		}
		check_marker(builder, markers, i);
		if (annotation_of_marker(builder, marker, &annotation) == 0)
			*VEC_ADD(builder->arena, out) = annotation;
	}
}

static const struct marker *
not_a_column(const struct model_field *field)
{
	const struct marker *transient = markers_find(&field->markers, MARKER_TRANSIENT);
	return transient != NULL ? transient : markers_find(&field->markers, MARKER_RELATION);
}

/* A field with SC_TRANSIENT or SC_RELATION cannot have other markers. */
static void
check_no_column(
	struct model_builder *builder, const struct model_field *field, const struct marker *why)
{
	VEC_EACH (struct marker, marker, field->markers) {
		if (marker->id == MARKER_COUNT)
			mistake_report_marker(builder->sources, builder->diagnostics, marker);
		else if (marker != why)
			diag_add(builder->diagnostics, DIAG_CONFLICTING_MARKERS, marker->at,
				"%s: field '%s' is not a column because of %s", marker->name,
				field->name != NULL ? field->name : "", why->name);
	}
}

/* SC_RELATION(one or many, table, column): information for readers and other tools. */
static void
build_relation(
	struct model_builder *builder, const struct table *table, const struct marker *marker)
{
	struct annotation annotation;
	struct relation relation = {.table = table};
	if (annotation_of_marker(builder, marker, &annotation) != 0)
		return;
	struct argument *const *items = annotation.items.items;
	bool one = annotation.items.len > 0 && items[0]->kind == ARGUMENT_WORDS &&
		strcmp(items[0]->text, "one") == 0;
	bool many = annotation.items.len > 0 && items[0]->kind == ARGUMENT_WORDS &&
		strcmp(items[0]->text, "many") == 0;
	if (!(one || many) || annotation.items.len < 2 || annotation.items.len > 3) {
		annotation_expect(builder, &annotation,
			"one or many, a table, and the referencing column");
		return;
	}
	if (take_qualified(builder, &annotation, items[1], &relation.target) != 0)
		return;
	if (annotation.items.len == 3 &&
		take_name(builder, &annotation, items[2], &relation.column) != 0)
		return;
	relation.one = one;
	relation.target_at = items[1]->at;
	relation.column_at = annotation.items.len == 3 ? items[2]->at : items[1]->at;
	*VEC_ADD(builder->arena, &builder->schema->relations) = relation;
}

static const char *
column_name(struct model_builder *builder, const struct model_field *field,
	const struct annotations *annotations)
{
	const char *name = field->name;
	for (size_t i = 0; i < annotations->len; i++) {
		const struct annotation *annotation = &annotations->items[i];
		if (annotation->id != MARKER_NAME)
			continue;
		if (annotation->items.len != 1)
			annotation_expect(builder, annotation, "one name");
		else if (annotation->items.items[0]->kind == ARGUMENT_TEXT &&
			 annotation->items.items[0]->text[0] == '\0')
			name = ""; /* front/check allows it for SQLite */
		else
			take_name(builder, annotation, annotation->items.items[0], &name);
	}
	return name;
}

static void
duplicate_column(struct model_builder *builder, const struct table *table, const char *name,
	struct location at, const struct column *before)
{
	diag_add(builder->diagnostics, DIAG_DUPLICATE_COLUMN, at,
		"table '%s' has two columns '%s'",
		qualified_name_print(builder->arena, &table->name), name);
	diag_note(builder->diagnostics, before->at, "the first one is here");
}

static void
build_field(struct model_builder *builder, struct table *table, const struct model_field *field)
{
	struct annotations *annotations = &builder->field_annotations;
	const struct marker *why = not_a_column(field);
	if (why != NULL) {
		check_no_column(builder, field, why);
		if (why->id == MARKER_RELATION)
			build_relation(builder, table, why);
		return;
	}
	if (field->name == NULL) {
		diag_add(builder->diagnostics, DIAG_UNKNOWN_TYPE, field->at,
			"the members of a union share their storage and cannot be columns");
		diag_note(builder->diagnostics, (struct location){0},
			"add SC_TRANSIENT after the union's '}'");
		return;
	}
	annotations->len = 0;
	collect_annotations(builder, &field->markers, annotations);
	const char *name = column_name(builder, field, annotations);
	struct column *before = map_find(&builder->columns, name);
	if (before != NULL) {
		duplicate_column(builder, table, name, field->at, before);
		return;
	}
	struct column *column = table_add_column(builder->arena, table, name);
	map_put(builder->arena, &builder->columns, name, column);
	column->at = field->at;
	column->field = field->name;
	column->c_type = c_type_print(builder->arena, field->type);
	if (field->bit_field)
		column->c_type =
			arena_printf(builder->arena, "%s : %lld", column->c_type, field->width);
	struct column_source source = {.type = field->type, .at = field->at};
	column_build(builder, table, column, &source, annotations);
}

/* ---- structs ---- */

/* The table of SC_TABLE with its options; NULL after reporting that there is none. */
static struct table *
begin_table(struct model_builder *builder, const struct annotation *annotation)
{
	struct qualified_name name;
	struct table scratch = {0};
	bool before = builder->schema->incomplete;
	builder->schema->incomplete = true; /* until the table has been created */
	if (annotation->items.len == 0) {
		annotation_expect(builder, annotation, "the table's name");
		return NULL;
	}
	if (take_qualified(builder, annotation, annotation->items.items[0], &name) != 0)
		return NULL;
	builder->schema->incomplete = before;
	scratch.name = name;
	table_take_options(builder, annotation, 1, &scratch);
	struct table *table =
		table_declare(builder, scratch.name, annotation->items.items[0]->at);
	if (table == NULL)
		return NULL;
	table->comment = scratch.comment;
	table->renamed_from = scratch.renamed_from;
	table->strict = scratch.strict;
	table->without_rowid = scratch.without_rowid;
	table->unlogged = scratch.unlogged;
	table->options = scratch.options;
	return table;
}

/* Reports markers in a struct without SC_TABLE. An unknown marker may be a misspelt SC_TABLE. */
static void
report_no_table(struct model_builder *builder, const struct model_struct *structure)
{
	bool reported =
		mistake_report_markers(builder->sources, builder->diagnostics, &structure->markers);
	VEC_EACH (struct model_field, field, structure->fields)
		reported |= mistake_report_markers(
			builder->sources, builder->diagnostics, &field->markers);
	if (reported)
		return;
	const char *name = structure->tag != NULL ? structure->tag
		: structure->alias != NULL            ? structure->alias
						     : "";
	diag_add(builder->diagnostics, DIAG_NO_TABLE, structure->at,
		"struct%s%s has markers but no SC_TABLE", *name != '\0' ? " " : "", name);
}

void
table_build(struct model_builder *builder, const struct model_struct *structure)
{
	const struct marker *marker = markers_find(&structure->markers, MARKER_TABLE);
	struct annotations *annotations = &builder->table_annotations;
	struct table *table = NULL;
	if (structure->markers.len == 0 && structure->fields.len == 0)
		return; /* an anonymous struct: its fields are in the enclosing struct */
	if (structure->is_union && marker != NULL) {
		diag_add(builder->diagnostics, DIAG_NO_TABLE, marker->at,
			"a union cannot be a table: its members share their storage");
		builder->schema->incomplete = true;
		return;
	}
	if (marker == NULL) {
		builder->schema->incomplete = true;
		report_no_table(builder, structure);
		return;
	}
	annotations->len = 0;
	collect_annotations(builder, &structure->markers, annotations);
	for (size_t i = 0; i < annotations->len && table == NULL; i++)
		if (annotations->items[i].id == MARKER_TABLE)
			table = begin_table(builder, &annotations->items[i]);
	if (table == NULL)
		return;
	table->struct_name = structure->tag != NULL
		? arena_printf(builder->arena, "struct %s", structure->tag)
		: structure->alias;
	map_clear(&builder->columns);
	VEC_EACH (struct model_field, field, structure->fields)
		build_field(builder, table, field);
	for (size_t i = 0; i < annotations->len; i++)
		constraint_build(builder, table, &annotations->items[i]);
	column_names_check(builder, table);
	if (table->columns.len == 0 && !builder->broken)
		diag_add(builder->diagnostics, DIAG_NO_COLUMNS, table->at,
			"table '%s' has no columns",
			qualified_name_print(builder->arena, &table->name));
}
