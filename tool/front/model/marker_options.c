#include "front/model/marker_options.h"

#include "base/text.h"
#include "front/model/builder.h"
#include "front/model/parts.h"
#include "front/model/take.h"

#include <string.h>

static bool
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
marker_options_count_positional(
	const struct annotation *annotation, const struct option *options, size_t count)
{
	size_t positional = 0;
	while (positional < annotation->items.len &&
		!is_option(annotation->items.items[positional], options, count))
		positional++;
	return positional;
}

/* ---- values ---- */

/* Stores the value of an option. */
static int
apply_value(struct model_builder *builder, const struct annotation *annotation,
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
		return take_name(builder, annotation, first, value);
	case OPTION_TEXT:
		return take_text(builder, annotation, first, value);
	case OPTION_WORDS:
		return take_words(builder, annotation, first, value);
	case OPTION_QUALIFIED:
		return take_qualified(builder, annotation, first, value);
	case OPTION_COLUMNS:
		return take_names(builder, annotation, &argument->items, value);
	case OPTION_SQL:
		return take_text(builder, annotation, first,
			dialect == DIALECT_COUNT ? &text->common : &text->only[dialect]);
	case OPTION_ACTION:
		return take_action(builder, annotation, first, value);
	case OPTION_PARTS:
		return parts_take(builder, annotation, &argument->items, value);
	case OPTION_CONFLICT:
		return take_conflict(builder, annotation, first, value);
	}
	return 0;
}

/* Whether the option has the number of arguments that its form requires. */
static int
check_form(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const struct option *option)
{
	bool many = option->form == OPTION_COLUMNS || option->form == OPTION_PARTS;
	bool flag = option->form == OPTION_FLAG;
	size_t given = argument->kind == ARGUMENT_OPTION ? argument->items.len : 0;
	if (flag ? given == 0 : many ? given > 0 : given == 1)
		return 0;
	return annotation_report(builder, annotation, argument->at, "'%s' takes %s", option->name,
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
unknown_option(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const struct option *options, size_t count)
{
	const char *names[32];
	size_t known = 0;
	for (size_t i = 0; i < count && known < 30; i++)
		names[known++] = options[i].name;
	bool named = argument->kind == ARGUMENT_WORDS || argument->kind == ARGUMENT_OPTION;
	if (!named)
		return annotation_report(
			builder, annotation, argument->at, "expected an option");
	const char *nearest = text_nearest(argument->text, names, known);
	diag_add(builder->diagnostics, DIAG_UNKNOWN_OPTION, argument->at,
		"%s: unknown option '%s'", annotation->name, argument->text);
	diag_suggest(builder->diagnostics, nearest);
	struct location word = argument->at;
	if (nearest != NULL && argument->kind == ARGUMENT_OPTION)
		word.length = (unsigned)strlen(argument->text);
	if (nearest != NULL && word.column > 0)
		diag_fixit(builder->diagnostics, word, nearest);
	return -1;
}

/* Reports an option that has already been given for the same dialect. */
static int
check_repeated(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const struct argument_list *before)
{
	for (size_t i = 0; i < before->len && before->items[i] != argument; i++) {
		const struct argument *other = before->items[i];
		bool option = other->kind == ARGUMENT_OPTION || other->kind == ARGUMENT_WORDS;
		if (!option || !text_equal(other->text, argument->text))
			continue;
		diag_add(builder->diagnostics, DIAG_REPEATED_MARKER, argument->at,
			"%s: '%s' is given twice", annotation->name, argument->text);
		diag_note(builder->diagnostics, other->at, "the first one is here");
		return -1;
	}
	return 0;
}

static int
take_option(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const struct option *options, size_t count,
	enum dialect_id dialect, void *out)
{
	const struct option *option = argument->text != NULL
		? find_option(options, count, argument->text)
		: NULL;
	bool named = argument->kind == ARGUMENT_WORDS || argument->kind == ARGUMENT_OPTION;
	if (option == NULL || !named)
		return unknown_option(builder, annotation, argument, options, count);
	if (check_form(builder, annotation, argument, option) != 0)
		return -1;
	if (dialect != DIALECT_COUNT && option->form != OPTION_SQL && option->dialect != dialect)
		return annotation_report(builder, annotation, argument->at,
			"'%s' cannot be given for %s only", option->name, dialect_name(dialect));
	return apply_value(builder, annotation, argument, option, dialect,
		(char *)out + option->offset);
}

/* sqlite(…) or postgresql(…): options or SQL for one dialect. */
static int
take_dialect_options(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, enum dialect_id dialect, const struct option *options,
	size_t count, void *out, struct dialect_text *sql)
{
	int result = 0;
	for (size_t i = 0; i < argument->items.len; i++) {
		const struct argument *item = argument->items.items[i];
		if (item->kind == ARGUMENT_TEXT && sql != NULL)
			sql->only[dialect] = item->text;
		else if (check_repeated(builder, annotation, item, &argument->items) != 0 ||
			take_option(builder, annotation, item, options, count, dialect, out) != 0)
			result = -1;
	}
	return result;
}

int
marker_options_take(struct model_builder *builder, const struct annotation *annotation,
	size_t first, const struct option *options, size_t count, void *out,
	struct dialect_text *sql)
{
	int result = 0;
	if (first >= annotation->items.len)
		return 0;
	struct argument_list all = {
		.items = annotation->items.items + first, .len = annotation->items.len - first};
	for (size_t i = first; i < annotation->items.len; i++) {
		const struct argument *argument = annotation->items.items[i];
		if (check_repeated(builder, annotation, argument, &all) != 0) {
			result = -1;
			continue;
		}
		enum dialect_id dialect = argument->kind == ARGUMENT_OPTION
			? dialect_find(argument->text)
			: DIALECT_COUNT;
		int taken = dialect == DIALECT_COUNT
			? take_option(builder, annotation, argument, options, count, DIALECT_COUNT,
				  out)
			: take_dialect_options(builder, annotation, argument, dialect, options,
				  count, out, sql);
		if (taken != 0)
			result = -1;
	}
	return result;
}
