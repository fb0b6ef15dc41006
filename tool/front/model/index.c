#include "front/model/index.h"

#include "base/text.h"
#include "front/model/builder.h"
#include "front/model/column_names.h"
#include "front/model/marker_options.h"
#include "front/model/take.h"

#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

/* An index, and an option that applies to all its parts. */
struct index_values {
	struct index index;
	const char *opclass; /* for parts that do not specify one */
};

#define AT(member) offsetof(struct index_values, index.member)

static const struct option index_options[] = {
	{"unique", OPTION_FLAG, AT(unique), DIALECT_COUNT},
	{"on", OPTION_PARTS, AT(parts), DIALECT_COUNT},
	{"where", OPTION_SQL, AT(where), DIALECT_COUNT},
	{"using", OPTION_NAME, AT(method), DIALECT_POSTGRESQL},
	{"include", OPTION_COLUMNS, AT(include), DIALECT_POSTGRESQL},
	{"with", OPTION_TEXT, AT(with), DIALECT_POSTGRESQL},
	{"nulls_not_distinct", OPTION_FLAG, AT(nulls_not_distinct), DIALECT_POSTGRESQL},
	{"concurrently", OPTION_FLAG, AT(concurrently), DIALECT_POSTGRESQL},
	{"comment", OPTION_TEXT, AT(comment), DIALECT_COUNT},
	{"opclass", OPTION_NAME, offsetof(struct index_values, opclass), DIALECT_POSTGRESQL},
};

/* ---- parts ---- */

static void
check_parts(struct model_builder *builder, const struct annotation *annotation,
	const struct table *table, struct key_parts *parts)
{
	for (size_t i = 0; i < parts->len; i++) {
		struct key_part *part = &parts->items[i];
		if (part->column == NULL &&
			table_find_column(table, part->expression.common) != NULL) {
			part->column = part->expression.common;
			part->expression = (struct dialect_text){0};
		}
		if (part->column != NULL && table_find_column(table, part->column) == NULL)
			column_names_report_unknown(builder, annotation, table, part->column,
				arguments_find(&annotation->items, part->column, annotation->at));
	}
}

/* ---- indexes ---- */

/* "<table>_<column>_idx", as in PostgreSQL. */
static void
name_index(struct model_builder *builder, const struct table *table, struct index *index)
{
	struct strbuf name = STRBUF_INIT;
	strbuf_addstr(&name, table->name.name);
	VEC_EACH (struct key_part, part, index->parts)
		strbuf_addf(&name, "_%s", part->column != NULL ? part->column : "expr");
	strbuf_addstr(&name, "_idx");
	index->name = arena_strdup(builder->arena, name.buf);
	index->name_from_template = true;
	strbuf_release(&name);
}

/* Stores the options in the index. */
static int
take_index_options(struct model_builder *builder, const struct annotation *annotation, size_t first,
	struct index *index)
{
	struct index_values values = {.index = *index};
	int result = marker_options_take(
		builder, annotation, first, index_options, LENGTH(index_options), &values, NULL);
	*index = values.index;
	VEC_EACH (struct key_part, part, index->parts)
		if (part->opclass == NULL)
			part->opclass = values.opclass;
	if (text_equal(index->method, "btree"))
		index->method = NULL;
	return result;
}

/* [name,] on(…), options… */
void
index_build(struct model_builder *builder, struct table *table, const struct annotation *annotation)
{
	size_t positional =
		marker_options_count_positional(annotation, index_options, LENGTH(index_options));
	if (positional > 1) {
		annotation_report(builder, annotation, annotation->items.items[1]->at,
			"columns and expressions belong in on(…)");
		return;
	}
	struct index *index = table_add_index(builder->arena, table, NULL);
	index->at = annotation->at;
	int result = 0;
	if (positional == 1)
		result = take_name(builder, annotation, annotation->items.items[0], &index->name);
	if (take_index_options(builder, annotation, positional, index) != 0)
		result = -1;
	if (result == 0 && index->parts.len == 0)
		annotation_expect(builder, annotation, "the columns in on(…)");
	check_parts(builder, annotation, table, &index->parts);
	for (size_t i = positional; i < annotation->items.len; i++) {
		const struct argument *argument = annotation->items.items[i];
		if (text_equal(argument->text, "on") || text_equal(argument->text, "where"))
			column_names_expect(builder, annotation, argument);
	}
	VEC_EACH (const char *, name, index->include)
		if (table_find_column(table, *name) == NULL)
			column_names_report_unknown(builder, annotation, table, *name,
				arguments_find(&annotation->items, *name, annotation->at));
	if (index->name == NULL)
		name_index(builder, table, index);
}

void
index_build_on_column(struct model_builder *builder, struct table *table,
	const struct column *column, const struct annotation *annotation)
{
	struct index *index = table_add_index(builder->arena, table, NULL);
	index->at = annotation->at;
	key_parts_add_column(builder->arena, &index->parts, column->name);
	take_index_options(builder, annotation, 0, index);
	name_index(builder, table, index);
}
