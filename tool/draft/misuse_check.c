#include "draft/misuse_check.h"

#include "base/text.h"
#include "draft/literal.h"
#include "schema/sql.h"

#include <errno.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

struct check {
	struct workspace *workspace;
	const struct dialect *dialect;
	const struct table *table, *before;
};

/* Whether the text is one word, which was probably meant as a string. */
static bool
is_word(const char *text)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, text, strlen(text));
	const enum sql_kind first = sql_next(&lexer).kind;
	return first == SQL_WORD && sql_next(&lexer).kind == SQL_END;
}

/* The word at this place of the text. */
static unsigned
word_length(const char *text, size_t offset)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, text + offset, strlen(text + offset));
	return (unsigned)sql_next(&lexer).length;
}

static void
report(const struct check *check, struct location at, const char *text, enum sql_place place,
	const struct sql_error *error)
{
	struct diagnostics *diagnostics = &check->workspace->diagnostics;
	struct arena *arena = &check->workspace->arena;
	struct location found = literal_place(at, text, error->offset);
	bool precise = found.line != at.line || found.column != at.column;
	if (precise && found.column > 0)
		found.length = word_length(text, error->offset);
	diag_add(diagnostics,
		place == SQL_IN_DEFAULT ? DIAG_BAD_DEFAULT
		: error->unknown_column ? DIAG_UNKNOWN_COLUMN
					: DIAG_BAD_EXPRESSION,
		found, "%s", error->message);
	diag_suggest(diagnostics, error->nearest);
	if (place == SQL_IN_DEFAULT && is_word(text)) {
		diag_note(diagnostics, (struct location){0},
			"if it is a string, write it in single quotes: \"'%s'\"", text);
		if (precise)
			diag_fixit(diagnostics, found, arena_printf(arena, "'%s'", text));
	} else if (!precise) {
		diag_note(diagnostics, (struct location){0}, "the SQL is: %s", text);
	}
}

static void
check_text(const struct check *check, const struct dialect_text *text, enum sql_place place,
	struct location at)
{
	struct sql_errors errors = {0};
	if (text->common == NULL)
		return;
	check->dialect->find_misuses(&check->workspace->arena, &errors, text->common, place,
		check->table, check->before);
	VEC_EACH (const struct sql_error, error, errors)
		report(check, at, text->common, place, error);
}

/* ------------------------------------------------------------------ defaults and their type */

/* Whether the integer is in the range of the type. */
static bool
is_in_range(const char *type, const char *number)
{
	static const struct {
		const char *type;
		long long least, greatest;
	} ranges[] = {{"SMALLINT", INT16_MIN, INT16_MAX}, {"INTEGER", INT32_MIN, INT32_MAX},
		{"BIGINT", INT64_MIN, INT64_MAX}};
	for (size_t i = 0; i < sizeof(ranges) / sizeof(*ranges); i++) {
		if (!text_equal_nocase(type, ranges[i].type))
			continue;
		errno = 0;
		long long value = strtoll(number, NULL, 10);
		return errno == 0 && value >= ranges[i].least && value <= ranges[i].greatest;
	}
	return true;
}

static bool
is_short_enough(struct arena *arena, const char *type, const struct sql_token *literal)
{
	size_t characters = 0, prefix = strlen("VARCHAR(");
	if (strncasecmp(type, "VARCHAR(", prefix) != 0 || *literal->text != '\'')
		return true;
	for (const char *c = sql_string_value(arena, literal); *c != '\0'; c++)
		characters += ((unsigned char)*c & 0xc0) != 0x80;
	return characters <= (size_t)strtol(type + prefix, NULL, 10);
}

/* The statement that sets the default succeeds, but each INSERT that uses it would fail. */
static void
check_fit(const struct check *check, const struct column *column)
{
	const char *text = column->default_value.common, *type = column->type.common;
	struct sql_lexer lexer;
	if (text == NULL || type == NULL)
		return;
	sql_lexer_init(&lexer, text, strlen(text));
	struct sql_token token = sql_next(&lexer), next;
	if (sql_is(&token, "-"))
		token = sql_next(&lexer);
	next = sql_next(&lexer);
	bool integer = token.kind == SQL_NUMBER &&
		       strspn(token.text, "0123456789") >= token.length;
	bool fits = (!integer || is_in_range(type, text)) &&
		    (token.kind != SQL_STRING ||
			    is_short_enough(&check->workspace->arena, type, &token));
	if (next.kind == SQL_END && !fits)
		diag_add(&check->workspace->diagnostics, DIAG_BAD_DEFAULT, column->at,
			"column '%s.%s' has the default %s, which does not fit type %s",
			check->table->name.name, column->name, text, type);
}

static void
check_column(const struct check *check, const struct column *column)
{
	if (!column->serial)
		check_text(check, &column->default_value, SQL_IN_DEFAULT, column->at);
	check_fit(check, column);
	check_text(check, &column->generated_expression, SQL_IN_GENERATED, column->at);
	if (check->before == NULL)
		return;
	check_text(check, &column->backfill, SQL_IN_BACKFILL, column->at);
	check_text(check, &column->using_expression, SQL_IN_USING, column->at);
}

static void
check_constraint(const struct check *check, const struct constraint *constraint)
{
	if (constraint->kind == CONSTRAINT_CHECK && constraint->check_enum == NULL)
		check_text(check, &constraint->expression, SQL_IN_CHECK, constraint->at);
	if (constraint->kind == CONSTRAINT_EXCLUDE)
		check_text(check, &constraint->expression, SQL_IN_EXCLUDE, constraint->at);
}

static void
check_index(const struct check *check, const struct index *index)
{
	VEC_EACH (const struct key_part, part, index->parts)
		check_text(check, &part->expression, SQL_IN_INDEX, index->at);
	check_text(check, &index->where, SQL_IN_INDEX, index->at);
}

static void
check_table(const struct check *check)
{
	VEC_EACH (struct column *, column, check->table->columns)
		check_column(check, *column);
	VEC_EACH (struct constraint *, constraint, check->table->constraints)
		check_constraint(check, *constraint);
	VEC_EACH (struct index *, index, check->table->indexes)
		check_index(check, *index);
}

/* A column that is dropped or renamed may be used anywhere in its table. */
static void
check_change(const struct check *check, const struct change *change)
{
	if (change->kind == CHANGE_ADD_TABLE || change->kind == CHANGE_DROP_COLUMN ||
		change->kind == CHANGE_RENAME_COLUMN)
		check_table(check);
	else if (change->column != NULL)
		check_column(check, change->column);
	else if (change->constraint != NULL)
		check_constraint(check, change->constraint);
	else if (change->index != NULL)
		check_index(check, change->index);
}

int
misuse_check_changes(struct workspace *workspace, const struct dialect_changes *changes)
{
	size_t before = diag_errors(&workspace->diagnostics);
	if (changes->dialect->find_misuses == NULL)
		return 0;
	VEC_EACH (const struct change, change, changes->changes) {
		const struct check check = {
			workspace, changes->dialect, change->table, change->table_before};
		if (change->table != NULL)
			check_change(&check, change);
	}
	return diag_errors(&workspace->diagnostics) > before ? -1 : 0;
}
