#include "front/model/sql/sql_value.h"

#include "base/text.h"
#include "front/c/parser/constant.h"
#include "front/model/builder.h"
#include "schema/sql.h"
#include "schema/sql_text.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int
report_kind(struct model_builder *builder, const struct annotation *annotation, struct location at,
	const char *value, const char *expected)
{
	return diag_add(builder->diagnostics, DIAG_BAD_DEFAULT, at, "%s: %s does not fit %s",
		annotation->name, value, expected);
}

static const char *
kind_name(enum value_kind kind)
{
	static const char *const names[] = {[VALUE_ANY] = "the column",
		[VALUE_BOOL] = "a boolean column",
		[VALUE_NUMBER] = "a numeric column",
		[VALUE_TEXT] = "a text column",
		[VALUE_BYTES] = "a binary column",
		[VALUE_TIME] = "a timestamp column",
		[VALUE_ENUM] = "an enum column"};
	return names[kind];
}

/* ---- numbers ---- */

/* C23's 1'000 as 1000. */
static const char *
without_separators(struct arena *arena, const char *text)
{
	if (strchr(text, '\'') == NULL)
		return text;
	char *plain = arena_alloc(arena, strlen(text) + 1);
	for (char *to = plain; *text != '\0'; text++)
		if (*text != '\'')
			*to++ = *text;
	return plain;
}

/* A C number as SQL: without a suffix, integers in decimal. */
static const char *
number_text(struct model_builder *builder, const char *text)
{
	text = without_separators(builder->arena, text);
	bool negative = *text == '-';
	const char *digits = text + negative;
	bool hexadecimal = digits[0] == '0' && char_lower(digits[1]) == 'x';
	if (!hexadecimal && strpbrk(digits, ".eE") != NULL) {
		size_t length = strlen(digits);
		while (length > 0 && strchr("fFlL", digits[length - 1]) != NULL)
			length--;
		return arena_printf(
			builder->arena, "%s%.*s", negative ? "-" : "", (int)length, digits);
	}
	bool binary = digits[0] == '0' && char_lower(digits[1]) == 'b';
	char *end;
	errno = 0;
	unsigned long long value = strtoull(binary ? digits + 2 : digits, &end, binary ? 2 : 0);
	if (errno != 0 || end == digits || strspn(end, "uUlL") != strlen(end))
		return NULL;
	return arena_printf(builder->arena, "%s%llu", negative && value != 0 ? "-" : "", value);
}

static int
take_number(struct model_builder *builder, const struct annotation *annotation, struct location at,
	const struct sql_type *type, const char *text, const char **out)
{
	const char *number = number_text(builder, text);
	if (number == NULL)
		return diag_add(builder->diagnostics, DIAG_BAD_DEFAULT, at,
			"%s: '%s' is not a number of at most 64 bits", annotation->name, text);
	if (type->values == VALUE_BOOL && (!strcmp(number, "0") || !strcmp(number, "1"))) {
		*out = *number == '0' ? "false" : "true";
		return 0;
	}
	bool fits = type->values == VALUE_ANY || type->values == VALUE_NUMBER ||
		type->values == VALUE_TIME;
	if (!fits)
		return report_kind(builder, annotation, at,
			arena_printf(builder->arena, "the number %s", number),
			kind_name(type->values));
	*out = number;
	return 0;
}

/* ---- constants ---- */

static const char *
enumerator_value(const struct enumerator *enumerator)
{
	const struct enum_type *type = enumerator->owner->type;
	for (size_t i = 0; type != NULL && i < type->values.len; i++)
		if (strcmp(type->values.items[i].enumerator, enumerator->name) == 0)
			return type->values.items[i].value;
	return enumerator->name;
}

static int
take_enumerator(struct model_builder *builder, const struct annotation *annotation,
	struct location at, const struct sql_type *type, const struct enumerator *enumerator,
	const char **out)
{
	const struct model_enum *owner = enumerator->owner;
	if (owner->type == NULL && enumerator->known)
		return take_number(builder, annotation, at, type,
			arena_printf(builder->arena, "%lld", enumerator->value), out);
	bool same = type->values == VALUE_ANY || type->values == VALUE_TEXT ||
		    (type->values == VALUE_ENUM && owner->type != NULL &&
			    qualified_name_equal(&type->enum_type, &owner->type->name));
	if (!same) {
		report_kind(builder, annotation, at,
			arena_printf(builder->arena, "'%s' of a different enum", enumerator->name),
			kind_name(type->values));
		if (enumerator->at.file != NULL)
			diag_note(builder->diagnostics, enumerator->at, "'%s' is declared here",
				enumerator->name);
		return -1;
	}
	struct strbuf text = STRBUF_INIT;
	sql_add_literal(&text, enumerator_value(enumerator));
	*out = arena_strdup(builder->arena, text.buf);
	strbuf_release(&text);
	return 0;
}

/* The argument with the project's macros expanded; NULL if the expansion has fewer arguments. */
static const struct argument *
expanded_argument(struct model_builder *builder, const struct annotation *annotation, size_t index)
{
	struct argument_list list = {0};
	if (annotation->marker == NULL ||
		arguments_parse_expanded(builder->arena, annotation->marker, &list) != 0)
		return NULL;
	return index < list.len ? list.items[index] : NULL;
}

/*
 * Stores the value of the argument with the project's macros expanded. Returns 1 if it has no
 * value.
 */
static int
take_expanded(struct model_builder *builder, const struct annotation *annotation, size_t index,
	const struct sql_type *type, const char **out)
{
	const struct marker *marker = annotation->marker;
	struct location at = annotation->items.items[index]->at;
	const struct argument *argument = expanded_argument(builder, annotation, index);
	if (argument != NULL) {
		if (argument->kind == ARGUMENT_NUMBER)
			return take_number(builder, annotation, at, type, argument->text, out);
		if (argument->kind == ARGUMENT_TEXT) {
			*out = argument->text;
			return 0;
		}
	}
	if (marker == NULL || annotation->items.len != 1)
		return 1;
	for (size_t i = 0; i < marker->expanded_count; i++)
		if (marker->expanded[i].kind == TOKEN_CHARACTER)
			return 1;
	long long value;
	if (!constant_evaluate(builder->arena, builder->unit, marker->expanded,
		    marker->expanded_count, &value))
		return 1;
	return take_number(builder, annotation, at, type,
		arena_printf(builder->arena, "%lld", value), out);
}

/* ---- words ---- */

static int
take_truth(struct model_builder *builder, const struct annotation *annotation, struct location at,
	const struct sql_type *type, const char *word, const char **out)
{
	if (type->values != VALUE_ANY && type->values != VALUE_BOOL)
		return report_kind(builder, annotation, at,
			arena_printf(builder->arena, "'%s'", word), kind_name(type->values));
	*out = word;
	return 0;
}

/* ((void *)0): NULL, which is expanded when a project macro passes it to the marker. */
static bool
is_expanded_null(const struct argument *argument)
{
	if (argument->kind == ARGUMENT_OTHER)
		return strstr(argument->text, "void") != NULL;
	return argument->kind == ARGUMENT_LIST && argument->items.len == 1 &&
		is_expanded_null(argument->items.items[0]);
}

static int
report_no_value(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument)
{
	struct location at = argument->at;
	if (is_expanded_null(argument)) {
		diag_add(builder->diagnostics, DIAG_EXPANDED_ARGUMENT, at,
			"%s: a macro expanded NULL to ((void *)0)", annotation->name);
		diag_note(builder->diagnostics, (struct location){0},
			"write the marker at the field, or the value as a string literal: "
			"\"NULL\"");
		return -1;
	}
	diag_add(builder->diagnostics, DIAG_BAD_DEFAULT, at,
		"%s: expected NULL, true, false, a number, a constant, or SQL in a string literal",
		annotation->name);
	if (argument->kind == ARGUMENT_WORDS && at.column > 0)
		diag_fixit(builder->diagnostics, at,
			arena_printf(builder->arena, "\"%s\"", argument->text));
	return -1;
}

static int
take_word(struct model_builder *builder, const struct annotation *annotation, size_t index,
	const struct sql_type *type, const char **out)
{
	const struct argument *argument = annotation->items.items[index];
	const char *word = argument->text;
	if (strcmp(word, "NULL") == 0 || strcmp(word, "nullptr") == 0) {
		*out = "NULL";
		return 0;
	}
	if (strcmp(word, "true") == 0 || strcmp(word, "false") == 0)
		return take_truth(builder, annotation, argument->at, type, word, out);
	const struct enumerator *enumerator = map_find(&builder->unit->enumerators, word);
	if (enumerator != NULL)
		return take_enumerator(builder, annotation, argument->at, type, enumerator, out);
	int result = take_expanded(builder, annotation, index, type, out);
	return result > 0 ? report_no_value(builder, annotation, argument) : result;
}

/* Reports empty SQL, or a quoted text as the value of a numeric column. */
static int
check_sql(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const struct sql_type *type)
{
	struct sql_lexer lexer;
	sql_lexer_init(&lexer, argument->text, strlen(argument->text));
	struct sql_token first = sql_next(&lexer), second = sql_next(&lexer);
	if (first.kind == SQL_END) {
		diag_add(builder->diagnostics, DIAG_BAD_DEFAULT, argument->at,
			"%s: the SQL is empty", annotation->name);
		diag_note(builder->diagnostics, (struct location){0},
			"write an empty string as \"''\"");
		return -1;
	}
	bool quoted = first.kind == SQL_STRING && second.kind == SQL_END;
	bool numeric = type->values == VALUE_NUMBER;
	if (quoted && numeric && *first.text == '\'' && strpbrk(first.text, "0123456789") == NULL)
		return report_kind(builder, annotation, argument->at,
			arena_printf(builder->arena, "the text %s", argument->text),
			kind_name(type->values));
	return 0;
}

int
sql_value_take(struct model_builder *builder, const struct annotation *annotation, size_t index,
	const struct sql_type *type, const char **out)
{
	if (index >= annotation->items.len)
		return annotation_expect(builder, annotation, "a value");
	const struct argument *argument = annotation->items.items[index];
	switch (argument->kind) {
	case ARGUMENT_WORDS:
		return take_word(builder, annotation, index, type, out);
	case ARGUMENT_NUMBER:
		return take_number(builder, annotation, argument->at, type, argument->text, out);
	case ARGUMENT_TEXT:
		*out = argument->text;
		return check_sql(builder, annotation, argument, type);
	default:
		break;
	}
	int result = is_expanded_null(argument)
		? 1
		: take_expanded(builder, annotation, index, type, out);
	return result > 0 ? report_no_value(builder, annotation, argument) : result;
}

int
sql_value_take_sql(struct model_builder *builder, const struct annotation *annotation, size_t index,
	const char **out)
{
	if (index >= annotation->items.len)
		return annotation_expect(builder, annotation, "SQL in a string literal");
	const struct argument *argument = annotation->items.items[index];
	const struct argument *expanded = argument->kind != ARGUMENT_TEXT
		? expanded_argument(builder, annotation, index)
		: NULL;
	if (expanded != NULL && expanded->kind == ARGUMENT_TEXT)
		argument = expanded;
	if (argument->kind != ARGUMENT_TEXT)
		return annotation_report(
			builder, annotation, argument->at, "expected SQL in a string literal");
	/* a comment of spaces is a comment */
	bool comment = annotation->id == MARKER_COMMENT && *argument->text != '\0';
	if (!comment && strspn(argument->text, " \t\r\n") == strlen(argument->text))
		return annotation_report(builder, annotation, annotation->items.items[index]->at,
			"the SQL is empty");
	*out = argument->text;
	return 0;
}
