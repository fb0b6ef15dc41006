/* Names and options among the arguments of a marker. */
#include "front/model/builder.h"

#include "base/text.h"

#include <stdarg.h>
#include <string.h>

int
bad_argument(struct builder *builder, const struct statement *statement, struct location at,
	const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	const char *message = arena_vprintf(builder->arena, format, arguments);
	va_end(arguments);
	return diag_add(builder->diagnostics, DIAG_MARKER_ARGUMENTS, at, "%s: %s", statement->name,
		message);
}

int
bad_count(struct builder *builder, const struct statement *statement, const char *expected)
{
	return bad_argument(builder, statement, statement->at, "expected %s", expected);
}

int
statement_of_marker(struct builder *builder, const struct marker *marker, struct statement *out)
{
	*out = (struct statement){.id = marker->id, .name = marker->name, .marker = marker,
		.at = marker->at};
	return arguments_parse(builder->arena, marker, builder->diagnostics, &out->items);
}

void
report_unknown_marker(struct builder *builder, const struct marker *marker)
{
	if (marker_find(marker->name, strlen(marker->name)) != MARKER_COUNT) {
		diag_add(builder->diagnostics, DIAG_MARKER_ARGUMENTS, marker->at,
			"%s takes arguments, in parentheses behind it", marker->name);
		return;
	}
	const char *nearest = marker_nearest(marker->name);
	diag_add(builder->diagnostics, DIAG_UNKNOWN_MARKER, marker->at, "%s: unknown marker%s%s%s",
		marker->name, nearest != NULL ? "; did you mean " : "",
		nearest != NULL ? nearest : "", nearest != NULL ? "?" : "");
	if (nearest != NULL && marker->placed)
		diag_fixit(builder->diagnostics, marker->at, nearest);
}

void
fix_name(struct diagnostics *diagnostics, struct location at, const char *name)
{
	struct strbuf literal = STRBUF_INIT;
	bool quoted = !text_is_identifier(name);
	if (at.column == 0)
		return;
	strbuf_addf(&literal, quoted ? "\"%s\"" : "%s", name);
	if (strpbrk(name, "\"\\") == NULL)
		diag_fixit(diagnostics, at, literal.buf);
	strbuf_release(&literal);
}

static int
check_name(struct builder *builder, struct location at, const char *name)
{
	if (*name == '\0')
		return diag_add(builder->diagnostics, DIAG_BAD_NAME, at, "a name is empty");
	if (strpbrk(name, "\r\n") != NULL)
		return diag_add(
			builder->diagnostics, DIAG_BAD_NAME, at, "a name must not hold a line end");
	return 0;
}

int
take_name(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const char **out)
{
	bool word = argument->kind == ARGUMENT_WORDS && strchr(argument->text, ' ') == NULL;
	if (!word && argument->kind != ARGUMENT_TEXT)
		return bad_argument(builder, statement, argument->at, "expected a name");
	*out = argument->text;
	return check_name(builder, argument->at, argument->text);
}

int
take_qualified(struct builder *builder, const struct statement *statement,
	const struct argument *argument, struct qualified_name *out)
{
	*out = (struct qualified_name){0};
	if (argument->kind != ARGUMENT_DOTTED)
		return take_name(builder, statement, argument, &out->name);
	out->schema = argument->qualifier;
	out->name = argument->text;
	return check_name(builder, argument->at, out->schema) != 0
		? -1
		: check_name(builder, argument->at, out->name);
}

int
take_text(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const char **out)
{
	if (argument->kind != ARGUMENT_TEXT)
		return bad_argument(builder, statement, argument->at, "expected a string literal");
	*out = argument->text;
	return 0;
}

int
take_dialect(struct builder *builder, const struct statement *statement,
	const struct argument *argument, enum dialect_id *out)
{
	*out = argument->text != NULL ? dialect_find(argument->text) : DIALECT_COUNT;
	if (*out == DIALECT_COUNT)
		return bad_argument(builder, statement, argument->at,
			"expected a dialect: sqlite or postgresql");
	return 0;
}

bool
is_option(const struct argument *argument, const struct option *options, size_t count)
{
	if (argument->kind != ARGUMENT_WORDS && argument->kind != ARGUMENT_OPTION)
		return false;
	if (argument->kind == ARGUMENT_OPTION)
		return true;
	for (size_t i = 0; i < count; i++)
		if (options[i].form == OPTION_FLAG && strcmp(argument->text, options[i].name) == 0)
			return true;
	return false;
}

size_t
count_positional(const struct statement *statement, const struct option *options, size_t count)
{
	size_t positional = 0;
	while (positional < statement->items.len &&
		!is_option(statement->items.items[positional], options, count))
		positional++;
	return positional;
}

/* ---- values ---- */

/* Bare words in capitals: `set_null` and `set null` are "SET NULL". */
static int
take_words(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const char **out)
{
	if (argument->kind != ARGUMENT_WORDS && argument->kind != ARGUMENT_TEXT)
		return bad_argument(builder, statement, argument->at, "expected a word");
	char *words = arena_strdup(builder->arena, argument->text);
	for (char *c = words; *c != '\0'; c++)
		*c = *c == '_' ? ' ' : *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
	*out = words;
	return 0;
}

static int
take_action(struct builder *builder, const struct statement *statement,
	const struct argument *argument, enum fk_action *out)
{
	const char *words = "";
	if (take_words(builder, statement, argument, &words) != 0)
		return -1;
	int action = fk_action_find(words);
	if (action < 0)
		return bad_argument(builder, statement, argument->at,
			"there is no such action; expected cascade, restrict, set_null, "
			"set_default or no_action");
	*out = (enum fk_action)action;
	return 0;
}

int
take_conflict(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const char **out)
{
	static const char *const known[] = {"ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE"};
	if (take_words(builder, statement, argument, out) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(*out, known[i]) == 0)
			return 0;
	*out = NULL;
	return bad_argument(builder, statement, argument->at,
		"expected rollback, abort, fail, ignore or replace");
}

static int
take_columns(struct builder *builder, const struct statement *statement,
	const struct argument_list *items, struct texts *out)
{
	int result = 0;
	for (size_t i = 0; i < items->len; i++) {
		const char *name = NULL;
		if (take_name(builder, statement, items->items[i], &name) == 0)
			*VEC_ADD(builder->arena, out) = name;
		else
			result = -1;
	}
	return result;
}

/* One option's value into the target; its arguments are `items`. */
static int
apply_value(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const struct option *option, enum dialect_id dialect,
	void *value)
{
	const struct argument *first =
		argument->items.len > 0 ? argument->items.items[0] : argument;
	struct dialect_text *text = value;
	switch (option->form) {
	case OPTION_FLAG:
		*(bool *)value = true;
		return 0;
	case OPTION_NAME:
		return take_name(builder, statement, first, value);
	case OPTION_TEXT:
		return take_text(builder, statement, first, value);
	case OPTION_WORDS:
		return take_words(builder, statement, first, value);
	case OPTION_QUALIFIED:
		return take_qualified(builder, statement, first, value);
	case OPTION_COLUMNS:
		return take_columns(builder, statement, &argument->items, value);
	case OPTION_SQL:
		return take_text(builder, statement, first,
			dialect == DIALECT_COUNT ? &text->common : &text->only[dialect]);
	case OPTION_ACTION:
		return take_action(builder, statement, first, value);
	case OPTION_PARTS:
		return take_parts(builder, statement, &argument->items, value);
	case OPTION_CONFLICT:
		return take_conflict(builder, statement, first, value);
	}
	return 0;
}

/* Whether the option has as many arguments as its form asks for. */
static int
check_form(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const struct option *option)
{
	bool many = option->form == OPTION_COLUMNS || option->form == OPTION_PARTS;
	bool flag = option->form == OPTION_FLAG;
	size_t given = argument->kind == ARGUMENT_OPTION ? argument->items.len : 0;
	if (flag ? given == 0 : many ? given > 0 : given == 1)
		return 0;
	return bad_argument(builder, statement, argument->at, "'%s' takes %s", option->name,
		flag ? "no argument" : many ? "at least one argument" : "one argument");
}

static const struct option *
find_option(const struct option *options, size_t count, const char *name)
{
	for (size_t i = 0; i < count; i++)
		if (strcmp(options[i].name, name) == 0)
			return &options[i];
	return NULL;
}

static int
unknown_option(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const struct option *options, size_t count)
{
	const char *names[32];
	size_t known = 0;
	for (size_t i = 0; i < count && known < 30; i++)
		names[known++] = options[i].name;
	const char *nearest =
		argument->text != NULL ? text_nearest(argument->text, names, known) : NULL;
	bool named = argument->kind == ARGUMENT_WORDS || argument->kind == ARGUMENT_OPTION;
	if (!named)
		return bad_argument(
			builder, statement, argument->at, "an option was expected here");
	int result = diag_add(builder->diagnostics, DIAG_UNKNOWN_OPTION, argument->at,
		"%s has no option '%s'%s%s%s", statement->name, argument->text,
		nearest != NULL ? "; did you mean '" : "", nearest != NULL ? nearest : "",
		nearest != NULL ? "'?" : "");
	struct location word = argument->at;
	if (nearest != NULL && argument->kind == ARGUMENT_OPTION)
		word.length = (unsigned)strlen(argument->text);
	if (nearest != NULL && word.column > 0)
		diag_fixit(builder->diagnostics, word, nearest);
	return result;
}

/* An option that was given before, for the same dialect. */
static int
check_repeated(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const struct argument_list *before)
{
	for (size_t i = 0; i < before->len && before->items[i] != argument; i++) {
		const struct argument *other = before->items[i];
		bool option = other->kind == ARGUMENT_OPTION || other->kind == ARGUMENT_WORDS;
		if (!option || !text_equal(other->text, argument->text))
			continue;
		diag_add(builder->diagnostics, DIAG_REPEATED_MARKER, argument->at,
			"%s: '%s' is given twice", statement->name, argument->text);
		diag_note(builder->diagnostics, other->at, "the first one is here");
		return -1;
	}
	return 0;
}

static int
take_option(struct builder *builder, const struct statement *statement,
	const struct argument *argument, const struct option *options, size_t count,
	enum dialect_id dialect, void *target)
{
	const struct option *option = argument->text != NULL
		? find_option(options, count, argument->text)
		: NULL;
	bool named = argument->kind == ARGUMENT_WORDS || argument->kind == ARGUMENT_OPTION;
	if (option == NULL || !named)
		return unknown_option(builder, statement, argument, options, count);
	if (check_form(builder, statement, argument, option) != 0)
		return -1;
	if (dialect != DIALECT_COUNT && option->form != OPTION_SQL && option->dialect != dialect)
		return bad_argument(builder, statement, argument->at,
			"'%s' cannot be said for %s only", option->name, dialect_name(dialect));
	return apply_value(builder, statement, argument, option, dialect,
		(char *)target + option->offset);
}

/* sqlite(…) or postgresql(…): options for one dialect, or its SQL. */
static int
take_dialect_options(struct builder *builder, const struct statement *statement,
	const struct argument *argument, enum dialect_id dialect, const struct option *options,
	size_t count, void *target, struct dialect_text *sql)
{
	int result = 0;
	for (size_t i = 0; i < argument->items.len; i++) {
		const struct argument *item = argument->items.items[i];
		if (item->kind == ARGUMENT_TEXT && sql != NULL)
			sql->only[dialect] = item->text;
		else if (check_repeated(builder, statement, item, &argument->items) != 0 ||
			take_option(builder, statement, item, options, count, dialect, target) != 0)
			result = -1;
	}
	return result;
}

int
take_options(struct builder *builder, const struct statement *statement, size_t first,
	const struct option *options, size_t count, void *target, struct dialect_text *sql)
{
	int result = 0;
	if (first >= statement->items.len)
		return 0;
	struct argument_list all = {
		.items = statement->items.items + first, .len = statement->items.len - first};
	for (size_t i = first; i < statement->items.len; i++) {
		const struct argument *argument = statement->items.items[i];
		if (check_repeated(builder, statement, argument, &all) != 0) {
			result = -1;
			continue;
		}
		enum dialect_id dialect = argument->kind == ARGUMENT_OPTION
			? dialect_find(argument->text)
			: DIALECT_COUNT;
		int taken = dialect == DIALECT_COUNT
			? take_option(builder, statement, argument, options, count, DIALECT_COUNT,
				  target)
			: take_dialect_options(builder, statement, argument, dialect, options,
				  count, target, sql);
		if (taken != 0)
			result = -1;
	}
	return result;
}
