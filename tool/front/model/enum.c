#include "front/model/enum.h"

#include "front/c/mistake.h"
#include "front/model/builder.h"
#include "front/model/marker_options.h"
#include "front/model/take.h"

#include <string.h>

static const struct option enum_options[] = {
	{"schema", OPTION_NAME, offsetof(struct enum_type, name.schema), DIALECT_COUNT},
};

static const struct option value_options[] = {
	{"renamed_from", OPTION_TEXT, offsetof(struct enum_value, renamed_from), DIALECT_COUNT},
};

/* SC_VALUE("text"[, renamed_from("text")]) */
static void
take_value_marker(
	struct model_builder *builder, const struct marker *marker, struct enum_value *value)
{
	struct annotation annotation;
	if (annotation_of_marker(builder, marker, &annotation) != 0)
		return;
	if (annotation.items.len == 0)
		annotation_expect(builder, &annotation, "the value as a string literal");
	else if (take_text(builder, &annotation, annotation.items.items[0], &value->value) == 0)
		marker_options_take(builder, &annotation, 1, value_options, 1, value, NULL);
}

static void
build_value(struct model_builder *builder, struct enum_type *type, struct map *values,
	struct enumerator *enumerator)
{
	struct enum_value value = {.value = enumerator->name, .enumerator = enumerator->name,
		.at = enumerator->at};
	VEC_EACH (struct marker, marker, enumerator->markers)
		if (marker->id == MARKER_VALUE)
			take_value_marker(builder, marker, &value);
		else
			mistake_report_marker(builder->sources, builder->diagnostics, marker);
	struct enumerator *before = map_put(builder->arena, values, value.value, enumerator);
	if (before != NULL) {
		diag_add(builder->diagnostics, DIAG_DUPLICATE_VALUE, enumerator->at,
			"enum '%s' has the value '%s' twice", type->name.name, value.value);
		diag_note(builder->diagnostics, before->at, "the first one is here");
		return;
	}
	*VEC_ADD(builder->arena, &type->values) = value;
}

/*
 * Adds an enum to the schema. If the name is taken, reports that and returns an enum that is not in
 * the schema.
 */
static struct enum_type *
declare_enum(struct model_builder *builder, struct qualified_name name, struct location at)
{
	const char *key = qualified_name_print(builder->arena, &name);
	struct enum_type *type = ARENA_NEW(builder->arena, struct enum_type);
	*type = (struct enum_type){.name = name, .at = at};
	struct enum_type *before = map_find(&builder->enums, key);
	if (before != NULL) {
		diag_add(builder->diagnostics, DIAG_DUPLICATE_NAME, at,
			"enum '%s' is declared twice", key);
		diag_note(builder->diagnostics, before->at, "the first declaration is here");
		return type;
	}
	*VEC_ADD(builder->arena, &builder->schema->enums) = type;
	map_put(builder->arena, &builder->enums, key, type);
	return type;
}

/* Reports markers in an enum without SC_ENUM. An unknown marker may be a misspelt SC_ENUM. */
static void
report_no_enum(struct model_builder *builder, const struct model_enum *enumeration)
{
	bool reported = mistake_report_markers(
		builder->sources, builder->diagnostics, &enumeration->markers);
	VEC_EACH (struct enumerator *, enumerator, enumeration->enumerators)
		reported |= mistake_report_markers(
			builder->sources, builder->diagnostics, &(*enumerator)->markers);
	if (reported)
		return;
	const char *tag = enumeration->tag != NULL ? enumeration->tag : "";
	diag_add(builder->diagnostics, DIAG_NO_TABLE, enumeration->at,
		"enum%s%s has markers but no SC_ENUM", *tag != '\0' ? " " : "", tag);
}

void
enum_build(struct model_builder *builder, struct model_enum *enumeration)
{
	const struct marker *marker = markers_find(&enumeration->markers, MARKER_ENUM);
	struct annotation annotation;
	struct enum_type named = {0};
	struct map values = {0};
	if (marker == NULL) {
		report_no_enum(builder, enumeration);
		return;
	}
	if (annotation_of_marker(builder, marker, &annotation) != 0)
		return;
	if (annotation.items.len == 0) {
		annotation_expect(builder, &annotation, "the enum's name");
		return;
	}
	if (take_qualified(builder, &annotation, annotation.items.items[0], &named.name) != 0)
		return;
	marker_options_take(builder, &annotation, 1, enum_options, 1, &named, NULL);
	struct enum_type *type = declare_enum(builder, named.name, annotation.items.items[0]->at);
	enumeration->type = type;
	type->enum_name = enumeration->tag != NULL
		? arena_printf(builder->arena, "enum %s", enumeration->tag)
		: enumeration->alias;
	VEC_EACH (struct enumerator *, enumerator, enumeration->enumerators)
		build_value(builder, type, &values, *enumerator);
}
