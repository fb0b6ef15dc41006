#include "front/model/constants.h"

#include "base/text.h"
#include "front/model/builder.h"

#include <string.h>

/* ------------------------------------------------------------------ enumerators */

/* Whether one of the words of the name, separated by '_', is one of those of a count. */
static bool
has_count_word(struct arena *arena, const char *name)
{
	static const char *const words[] = {"count", "num", "max", "last", "end", "size", "total",
		"nb", "n", "len", "limit", "sentinel", "nof", "number"};
	for (name = text_lower(arena, name); *name != '\0';) {
		size_t length = strcspn(name, "_");
		for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
			if (strlen(words[i]) == length && memcmp(words[i], name, length) == 0)
				return true;
		name += length;
		name += strspn(name, "_");
	}
	return false;
}

/* COLOR_COUNT, NUM_COLORS, at the end of an enum and without a value of its own. */
static bool
is_count(struct arena *arena, const struct model_enum *enumeration, size_t index)
{
	const struct enumerator *enumerator = enumeration->enumerators.items[index];
	return index > 0 && index + 1 == enumeration->enumerators.len && !enumerator->given &&
	       has_count_word(arena, enumerator->name);
}

static const struct model_enum *
enum_of(const struct c_type *type)
{
	const struct c_type *resolved = type != NULL ? c_type_resolve(type) : NULL;
	if (resolved != NULL && resolved->kind == C_POINTER)
		resolved = c_type_resolve(resolved->base);
	return resolved != NULL && resolved->kind == C_ENUM ? resolved->enumeration : NULL;
}

static void
add(struct model_builder *builder, struct column *column, const struct constant *constant)
{
	VEC_EACH (const struct constant, known, column->constants)
		if (strcmp(known->name, constant->name) == 0)
			return;
	*VEC_ADD(builder->arena, &column->constants) = *constant;
}

void
constants_add_type(struct model_builder *builder, struct column *column, const struct c_type *type)
{
	const struct model_enum *enumeration = enum_of(type);
	if (enumeration == NULL || enumeration->type != NULL)
		return;
	for (size_t i = 0; i < enumeration->enumerators.len; i++) {
		const struct enumerator *enumerator = enumeration->enumerators.items[i];
		if (!enumerator->known || enumerator->alias ||
			is_count(builder->arena, enumeration, i))
			continue;
		const struct constant constant = {.name = enumerator->name,
			.value = arena_printf(builder->arena, "%lld", enumerator->value),
			.at = enumerator->at,
			.given = enumerator->given};
		add(builder, column, &constant);
	}
}

/* ------------------------------------------------------------------ arguments */

static bool
is_integer(const char *text)
{
	size_t sign = *text == '-';
	return text[sign] != '\0' && strspn(text + sign, "0123456789") == strlen(text + sign);
}

void
constants_add_argument(struct model_builder *builder, struct column *column,
	const struct annotation *annotation, size_t index, const char *value)
{
	const struct argument *argument =
		index < annotation->items.len ? annotation->items.items[index] : NULL;
	if (argument == NULL || argument->kind != ARGUMENT_WORDS || value == NULL ||
		!is_integer(value) || strchr(argument->text, ' ') != NULL)
		return;
	const struct enumerator *enumerator = map_find(&builder->unit->enumerators, argument->text);
	if (enumerator != NULL && enumerator->alias)
		return;
	const struct constant constant = {
		.name = argument->text, .value = value, .at = argument->at, .given = true};
	add(builder, column, &constant);
}

/* ------------------------------------------------------------------ types */

void
constants_check_type(struct arena *arena, struct column *column)
{
	static const char *const types[] = {
		"int", "serial", "numeric", "decimal", "number", "bit", "enum"};
	const char *type =
		column->type.common != NULL ? text_lower(arena, column->type.common) : NULL;
	bool holds = type == NULL;
	for (size_t i = 0; !holds && i < sizeof(types) / sizeof(*types); i++)
		holds = strstr(type, types[i]) != NULL;
	if (!holds || column->enum_type.name != NULL) {
		column->constants.items = NULL;
		column->constants.len = column->constants.cap = 0;
	}
}
