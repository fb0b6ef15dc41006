/* Indexes, said at a column or of the whole table. */
#include "front/model/builder.h"

#include "base/text.h"

#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

/* An index, and what its options say of all its parts. */
struct index_target {
	struct index index;
	const char *opclass; /* of every part that has none of its own */
};

#define AT(member) offsetof(struct index_target, index.member)

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
	{"opclass", OPTION_NAME, offsetof(struct index_target, opclass), DIALECT_POSTGRESQL},
};

/* ---- parts ---- */

/* A name in parentheses behind a modifier: collate("de_DE"). */
static int
take_modifier_name(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const char **out)
{
	if (argument->items.len != 1)
		return bad_argument(builder, statement, argument->at, "'%s' takes one name",
			argument->text);
	return take_name(builder, statement, argument->items.items[0], out);
}

static int
take_modifier(struct builder *builder, const struct statement *statement,
	const struct argument *argument, struct key_part *part)
{
	const char *word = argument->text != NULL ? argument->text : "";
	if (argument->kind == ARGUMENT_OPTION && strcmp(word, "collate") == 0)
		return take_modifier_name(builder, statement, argument, &part->collation);
	if (argument->kind == ARGUMENT_OPTION && strcmp(word, "opclass") == 0)
		return take_modifier_name(builder, statement, argument, &part->opclass);
	if (argument->kind == ARGUMENT_WORDS && strcmp(word, "nulls_first") == 0)
		part->nulls_first = true;
	else if (argument->kind == ARGUMENT_WORDS && strcmp(word, "nulls_last") == 0)
		part->nulls_last = true;
	else
		return bad_argument(builder, statement, argument->at,
			"expected nulls_first, nulls_last, collate(…) or opclass(…)");
	return 0;
}

/*
 * name | "expression" | wrapper "(" part {"," modifier} ")"; the wrapper is asc, desc,
 * nulls_first or nulls_last
 */
static int
take_part(struct builder *builder, const struct statement *statement,
	const struct argument *argument, struct key_part *part)
{
	static const char *const wrappers[] = {"asc", "desc", "nulls_first", "nulls_last"};
	if (argument->kind == ARGUMENT_TEXT) {
		part->expression.common = argument->text;
		return 0;
	}
	if (argument->kind != ARGUMENT_OPTION)
		return take_name(builder, statement, argument, &part->column);
	size_t wrapper = 0;
	while (wrapper < LENGTH(wrappers) && strcmp(argument->text, wrappers[wrapper]) != 0)
		wrapper++;
	if (wrapper == LENGTH(wrappers) || argument->items.len == 0)
		return bad_argument(builder, statement, argument->at,
			"expected a column, an expression in a string literal, or asc(…), desc(…), "
			"nulls_first(…) or nulls_last(…) of one");
	part->descending |= wrapper == 1;
	part->nulls_first |= wrapper == 2;
	part->nulls_last |= wrapper == 3;
	int result = take_part(builder, statement, argument->items.items[0], part);
	for (size_t i = 1; i < argument->items.len && result == 0; i++)
		result = take_modifier(builder, statement, argument->items.items[i], part);
	return result;
}

/* Nulls come last in ascending order, unless said otherwise (PostgreSQL's rule). */
static void
drop_default_order(struct key_part *part)
{
	if (part->descending)
		part->nulls_first = false;
	else
		part->nulls_last = false;
}

int
take_parts(struct builder *builder, const struct statement *statement,
	const struct argument_list *items, struct key_parts *out)
{
	int result = 0;
	for (size_t i = 0; i < items->len; i++) {
		struct key_part part = {0};
		if (take_part(builder, statement, items->items[i], &part) != 0) {
			result = -1;
			continue;
		}
		drop_default_order(&part);
		*VEC_ADD(builder->arena, out) = part;
	}
	return result;
}

static void
check_parts(struct builder *builder, const struct statement *statement, const struct table *table,
	struct key_parts *parts)
{
	for (size_t i = 0; i < parts->len; i++) {
		struct key_part *part = &parts->items[i];
		if (part->column == NULL &&
			table_find_column(table, part->expression.common) != NULL) {
			part->column = part->expression.common;
			part->expression = (struct dialect_text){0};
		}
		if (part->column != NULL && table_find_column(table, part->column) == NULL)
			report_unknown_column(builder, statement, table, part->column,
				find_argument(&statement->items, part->column, statement->at));
	}
}

/* ---- the whole ---- */

/* "<table>_<column>_idx", as PostgreSQL would. */
static void
name_index(struct builder *builder, const struct table *table, struct index *index)
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

/* The options of an index into it. */
static int
take_index_options(struct builder *builder, const struct statement *statement, size_t first,
	struct index *index)
{
	struct index_target target = {.index = *index};
	int result = take_options(builder, statement, first, index_options, LENGTH(index_options),
		&target, NULL);
	*index = target.index;
	VEC_EACH (struct key_part, part, index->parts)
		if (part->opclass == NULL)
			part->opclass = target.opclass;
	if (text_equal(index->method, "btree"))
		index->method = NULL;
	return result;
}

/* [name,] on(…), options… */
void
build_index(struct builder *builder, struct table *table, const struct statement *statement)
{
	size_t positional = count_positional(statement, index_options, LENGTH(index_options));
	if (positional > 1) {
		bad_argument(builder, statement, statement->items.items[1]->at,
			"columns and expressions stand in on(…)");
		return;
	}
	struct index *index = table_add_index(builder->arena, table, NULL);
	index->at = statement->at;
	int result = 0;
	if (positional == 1)
		result = take_name(builder, statement, statement->items.items[0], &index->name);
	if (take_index_options(builder, statement, positional, index) != 0)
		result = -1;
	if (result == 0 && index->parts.len == 0)
		bad_count(builder, statement, "the columns: on(…)");
	check_parts(builder, statement, table, &index->parts);
	for (size_t i = positional; i < statement->items.len; i++) {
		const struct argument *argument = statement->items.items[i];
		if (text_equal(argument->text, "on") || text_equal(argument->text, "where"))
			expect_columns(builder, statement, argument);
	}
	VEC_EACH (const char *, name, index->include)
		if (table_find_column(table, *name) == NULL)
			report_unknown_column(builder, statement, table, *name,
				find_argument(&statement->items, *name, statement->at));
	if (index->name == NULL)
		name_index(builder, table, index);
}

void
build_column_index(struct builder *builder, struct table *table, const struct column *column,
	const struct statement *statement)
{
	struct index *index = table_add_index(builder->arena, table, NULL);
	index->at = statement->at;
	key_parts_add_column(builder->arena, &index->parts, column->name);
	take_index_options(builder, statement, 0, index);
	name_index(builder, table, index);
}
