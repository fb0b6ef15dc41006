#include "front/model/parts.h"

#include "front/model/builder.h"
#include "front/model/take.h"

#include <string.h>

#define LENGTH(array) (sizeof(array) / sizeof(*(array)))

/* The name in parentheses after a modifier: collate("de_DE"). */
static int
take_modifier_name(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, const char **out)
{
	if (argument->items.len != 1)
		return annotation_report(builder, annotation, argument->at, "'%s' takes one name",
			argument->text);
	return take_name(builder, annotation, argument->items.items[0], out);
}

static int
take_modifier(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, struct key_part *part)
{
	const char *word = argument->text != NULL ? argument->text : "";
	if (argument->kind == ARGUMENT_OPTION && strcmp(word, "collate") == 0)
		return take_modifier_name(builder, annotation, argument, &part->collation);
	if (argument->kind == ARGUMENT_OPTION && strcmp(word, "opclass") == 0)
		return take_modifier_name(builder, annotation, argument, &part->opclass);
	if (argument->kind == ARGUMENT_WORDS && strcmp(word, "nulls_first") == 0)
		part->nulls_first = true;
	else if (argument->kind == ARGUMENT_WORDS && strcmp(word, "nulls_last") == 0)
		part->nulls_last = true;
	else
		return annotation_report(builder, annotation, argument->at,
			"expected nulls_first, nulls_last, collate(…) or opclass(…)");
	return 0;
}

/*
 * name | "expression" | wrapper "(" part {"," modifier} ")"; the wrapper is asc, desc,
 * nulls_first or nulls_last
 */
static int
take_part(struct model_builder *builder, const struct annotation *annotation,
	const struct argument *argument, struct key_part *part)
{
	static const char *const wrappers[] = {"asc", "desc", "nulls_first", "nulls_last"};
	if (argument->kind == ARGUMENT_TEXT) {
		part->expression.common = argument->text;
		return 0;
	}
	if (argument->kind != ARGUMENT_OPTION)
		return take_name(builder, annotation, argument, &part->column);
	size_t wrapper = 0;
	while (wrapper < LENGTH(wrappers) && strcmp(argument->text, wrappers[wrapper]) != 0)
		wrapper++;
	if (wrapper == LENGTH(wrappers) || argument->items.len == 0)
		return annotation_report(builder, annotation, argument->at,
			"expected a column or an expression in a string literal, optionally "
			"within asc(…), desc(…), nulls_first(…) or nulls_last(…)");
	part->descending |= wrapper == 1;
	part->nulls_first |= wrapper == 2;
	part->nulls_last |= wrapper == 3;
	int result = take_part(builder, annotation, argument->items.items[0], part);
	for (size_t i = 1; i < argument->items.len && result == 0; i++)
		result = take_modifier(builder, annotation, argument->items.items[i], part);
	return result;
}

/* By default PostgreSQL sorts nulls last in ascending order and first in descending order. */
static void
drop_default_order(struct key_part *part)
{
	if (part->descending)
		part->nulls_first = false;
	else
		part->nulls_last = false;
}

int
parts_take(struct model_builder *builder, const struct annotation *annotation,
	const struct argument_list *items, struct key_parts *out)
{
	int result = 0;
	for (size_t i = 0; i < items->len; i++) {
		struct key_part part = {0};
		if (take_part(builder, annotation, items->items[i], &part) != 0) {
			result = -1;
			continue;
		}
		drop_default_order(&part);
		*VEC_ADD(builder->arena, out) = part;
	}
	return result;
}
