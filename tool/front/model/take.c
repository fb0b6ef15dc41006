#include "front/model/take.h"

#include "base/text.h"
#include "front/model/builder.h"

#include <string.h>

static int
check_name(struct model_builder *builder, struct location at, const char *name)
{
	if (*name == '\0')
		return diag_add(builder->diagnostics, DIAG_BAD_NAME, at, "the name is empty");
	if (strpbrk(name, "\r\n") != NULL)
		return diag_add(
			builder->diagnostics, DIAG_BAD_NAME, at, "the name contains a line end");
	return 0;
}

int
take_name(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out)
{
	bool word = argument->kind == ARGUMENT_WORDS && strchr(argument->text, ' ') == NULL;
	if (!word && argument->kind != ARGUMENT_TEXT)
		return annotation_report(builder, annotation, argument->at, "expected a name");
	*out = argument->text;
	return check_name(builder, argument->at, argument->text);
}

int
take_names(struct model_builder *builder, const struct annotation *annotation,
	const struct argument_list *items, struct texts *out)
{
	int result = 0;
	for (size_t i = 0; i < items->len; i++) {
		const char *name = NULL;
		if (take_name(builder, annotation, items->items[i], &name) == 0)
			*VEC_ADD(builder->arena, out) = name;
		else
			result = -1;
	}
	return result;
}

int
take_qualified(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, struct qualified_name *out)
{
	*out = (struct qualified_name){0};
	if (argument->kind != ARGUMENT_DOTTED)
		return take_name(builder, annotation, argument, &out->name);
	out->schema = argument->qualifier;
	out->name = argument->text;
	return check_name(builder, argument->at, out->schema) != 0
		? -1
		: check_name(builder, argument->at, out->name);
}

int
take_text(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out)
{
	if (argument->kind != ARGUMENT_TEXT)
		return annotation_report(
			builder, annotation, argument->at, "expected a string literal");
	*out = argument->text;
	return 0;
}

/* Bare words, converted to capitals: `set_null` and `set null` become "SET NULL". */
int
take_words(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out)
{
	if (argument->kind != ARGUMENT_WORDS && argument->kind != ARGUMENT_TEXT)
		return annotation_report(builder, annotation, argument->at, "expected a word");
	char *words = arena_strdup(builder->arena, argument->text);
	for (char *c = words; *c != '\0'; c++)
		*c = *c == '_' ? ' ' : *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
	*out = words;
	return 0;
}

int
take_dialect(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, enum dialect_id *out)
{
	*out = argument->text != NULL ? dialect_find(argument->text) : DIALECT_COUNT;
	if (*out == DIALECT_COUNT)
		return annotation_report(builder, annotation, argument->at,
			"expected a dialect: sqlite or postgresql");
	return 0;
}

int
take_action(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, enum fk_action *out)
{
	const char *words = "";
	if (take_words(builder, annotation, argument, &words) != 0)
		return -1;
	int action = fk_action_find(words);
	if (action < 0)
		return annotation_report(builder, annotation, argument->at,
			"unknown action: expected cascade, restrict, set_null, "
			"set_default or no_action");
	*out = (enum fk_action)action;
	return 0;
}

int
take_conflict(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out)
{
	static const char *const known[] = {"ROLLBACK", "ABORT", "FAIL", "IGNORE", "REPLACE"};
	if (take_words(builder, annotation, argument, out) != 0)
		return -1;
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(*out, known[i]) == 0)
			return 0;
	*out = NULL;
	return annotation_report(builder, annotation, argument->at,
		"expected rollback, abort, fail, ignore or replace");
}
