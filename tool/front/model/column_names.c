/*
 * A word in SQL is probably a misspelt column if it is similar to a column's name. Other words are
 * not reported, because SQL has many words of its own.
 */
#include "front/model/column_names.h"

#include "base/text.h"
#include "front/model/builder.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <string.h>

/* ---- names as arguments ---- */

int
column_names_report_unknown(struct model_builder *builder, const struct annotation *annotation,
	const struct table *table, const char *name, struct location at)
{
	VEC(const char *) names = {0};
	if (builder->broken)
		return -1; /* an error already reported may be the reason */
	VEC_EACH (struct column *, column, table->columns)
		*VEC_ADD(builder->arena, &names) = (*column)->name;
	const char *nearest = text_nearest(name, names.items, names.len);
	VEC_EACH (struct column *, column, table->columns)
		if (text_equal((*column)->field, name))
			nearest = (*column)->name;
	diag_add(builder->diagnostics, DIAG_UNKNOWN_COLUMN, at, "%s: table '%s' has no column '%s'",
		annotation->name, qualified_name_print(builder->arena, &table->name), name);
	diag_suggest(builder->diagnostics, nearest);
	if (nearest != NULL)
		arguments_fix_name(builder->diagnostics, at, nearest);
	return -1;
}

/* ---- names within SQL ---- */

/* Words that neither dialect reserves but that usually are not columns. */
static bool
is_sql_word(const char *word)
{
	static const char *const words[] = {"between", "boolean", "bytea", "ctid", "current",
		"date", "day", "double", "epoch", "escape", "exists", "first", "float", "following",
		"glob", "hour", "integer", "interval", "json", "jsonb", "last", "like", "match",
		"minute", "month", "nocase", "numeric", "oid", "over", "partition", "precision",
		"real", "regexp", "row", "rowid", "second", "text", "time", "timestamp", "uuid",
		"value", "varchar", "year", "zone"};
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (text_equal_nocase(word, words[i]))
			return true;
	return sql_is_reserved(word);
}

/* Whether the adjacent tokens show that a word is not a column. */
static bool
is_other(const struct sql_token *before, const struct sql_token *next)
{
	return sql_is(before, ".") || sql_is(before, "::") || sql_is(before, ":") ||
		sql_is(before, "AS") || sql_is(before, "COLLATE") || sql_is(next, "(") ||
		sql_is(next, ".") || next->kind == SQL_STRING;
}

static bool
is_column(const struct table *table, const struct sql_token *word)
{
	VEC_EACH (struct column *, column, table->columns)
		if (char_lower((*column)->name[0]) == char_lower(word->text[0]) &&
			sql_is(word, (*column)->name))
			return true;
	return false;
}

/* The column that the word may be a misspelling of; NULL if it is a word of SQL. */
static const char *
nearest_column(struct model_builder *builder, const struct table *table, const char *word)
{
	struct texts *names = &builder->candidates;
	if (strlen(word) < 3 || is_sql_word(word))
		return NULL;
	if (names->len == 0)
		VEC_EACH (struct column *, column, table->columns)
			*VEC_ADD(builder->arena, names) = (*column)->name;
	return text_nearest(word, names->items, names->len);
}

/* The location of the word, or of the whole literal unless it is one token without escapes. */
static struct location
place_within(const struct argument *argument, const struct sql_token *word)
{
	struct location at = argument->at;
	if (at.column > 0 && at.length == strlen(argument->text) + 2) {
		at.column += 1 + (unsigned)word->offset;
		at.length = (unsigned)word->length;
	}
	return at;
}

static void
check_expression(struct model_builder *builder, const struct table *table,
	const struct expected_columns *expected)
{
	const struct argument *argument = expected->argument;
	struct sql_lexer lexer;
	struct sql_token before = {.kind = SQL_END, .text = ""}, token, next;
	sql_lexer_init(&lexer, argument->text, strlen(argument->text));
	for (token = sql_next(&lexer); token.kind != SQL_END; before = token, token = next) {
		next = sql_next(&lexer);
		if (token.kind != SQL_WORD || is_column(table, &token) || is_other(&before, &next))
			continue;
		const char *word = sql_name(builder->arena, &token);
		const char *nearest = nearest_column(builder, table, word);
		if (nearest == NULL)
			continue;
		struct location at = place_within(argument, &token);
		diag_add(builder->diagnostics, DIAG_MISSPELT_COLUMN, at,
			"%s: table '%s' has no column '%s'", expected->name,
			qualified_name_print(builder->arena, &table->name), word);
		diag_suggest(builder->diagnostics, nearest);
		if (at.length == token.length && at.column > 0)
			diag_fixit(builder->diagnostics, at, nearest);
	}
}

void
column_names_expect(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument)
{
	if (argument->kind == ARGUMENT_TEXT)
		*VEC_ADD(builder->arena, &builder->expected) =
			(struct expected_columns){annotation->name, argument};
	for (size_t i = 0; i < argument->items.len; i++)
		column_names_expect(builder, annotation, argument->items.items[i]);
}

void
column_names_check(struct model_builder *builder, const struct table *table)
{
	builder->candidates.len = 0;
	VEC_EACH (struct expected_columns, expected, builder->expected)
		if (!builder->broken && table_find_column(table, expected->argument->text) == NULL)
			check_expression(builder, table, expected);
	builder->expected.len = 0;
}
