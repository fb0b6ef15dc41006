/* Enums with SC_ENUM as enum types. */
#include "front/model/builder.h"

#include "base/text.h"
#include "schema/schema_json.h"

#include <string.h>

static const struct option enum_options[] = {
	{"schema", OPTION_NAME, offsetof(struct enum_type, name.schema), DIALECT_COUNT},
};

static const struct option value_options[] = {
	{"renamed_from", OPTION_TEXT, offsetof(struct enum_value, renamed_from), DIALECT_COUNT},
};

/* SC_VALUE("text"[, renamed_from("text")]) */
static void
take_value_marker(struct builder *builder, const struct marker *marker, struct enum_value *value)
{
	struct statement statement;
	if (statement_of_marker(builder, marker, &statement) != 0)
		return;
	if (statement.items.len == 0)
		bad_count(builder, &statement, "the value as a string literal");
	else if (take_text(builder, &statement, statement.items.items[0], &value->value) == 0)
		take_options(builder, &statement, 1, value_options, 1, value, NULL);
}

static void
build_value(struct builder *builder, struct enum_type *type, struct map *values,
	struct enumerator *enumerator)
{
	struct enum_value value = {.value = enumerator->name, .enumerator = enumerator->name,
		.at = enumerator->at};
	VEC_EACH (struct marker, marker, enumerator->markers)
		if (marker->id == MARKER_VALUE)
			take_value_marker(builder, marker, &value);
		else
			report_unknown_marker(builder, marker);
	enumerator->value_text = value.value;
	struct enumerator *before = map_put(builder->arena, values, value.value, enumerator);
	if (before != NULL) {
		diag_add(builder->diagnostics, DIAG_DUPLICATE_VALUE, enumerator->at,
			"enum '%s' has the value '%s' twice", type->name.name, value.value);
		diag_note(builder->diagnostics, before->at, "the first one is here");
		return;
	}
	*VEC_ADD(builder->arena, &type->values) = value;
}

static struct enum_type *
new_enum(struct builder *builder, struct qualified_name name, struct location at)
{
	const char *key = qualified_name_print(builder->arena, &name);
	struct enum_type *before = map_find(&builder->enums, key);
	bool same = is_read_before(builder, enum_key(builder->arena, &name), &at);
	if (before != NULL && !same) {
		diag_add(builder->diagnostics, DIAG_DUPLICATE_NAME, at,
			"enum '%s' is declared twice", key);
		diag_note(builder->diagnostics, before->at, "the first declaration is here");
	}
	if (before != NULL)
		return NULL;
	struct enum_type *type = ARENA_NEW(builder->arena, struct enum_type);
	*type = (struct enum_type){.name = name, .at = at, .collection = builder->collection};
	*VEC_ADD(builder->arena, &builder->schema->enums) = type;
	map_put(builder->arena, &builder->enums, key, type);
	return type;
}

/* Markers in an enum without SC_ENUM. */
static void
no_enum(struct builder *builder, const struct model_enum *enumeration)
{
	if (enumeration->markers.len > 0) {
		VEC_EACH (struct marker, marker, enumeration->markers)
			report_unknown_marker(builder, marker);
		return;
	}
	const char *tag = enumeration->tag != NULL ? enumeration->tag : "";
	diag_add(builder->diagnostics, DIAG_NO_TABLE, enumeration->at,
		"enum%s%s has markers and no SC_ENUM", *tag != '\0' ? " " : "", tag);
}

static void
build_enum(struct builder *builder, struct model_enum *enumeration)
{
	const struct marker *marker = markers_find(&enumeration->markers, MARKER_ENUM);
	struct statement statement;
	struct enum_type named = {0}, ignored = {0};
	struct map values = {0};
	if (marker == NULL) {
		no_enum(builder, enumeration);
		return;
	}
	if (statement_of_marker(builder, marker, &statement) != 0)
		return;
	if (statement.items.len == 0) {
		bad_count(builder, &statement, "the enum's name");
		return;
	}
	if (take_qualified(builder, &statement, statement.items.items[0], &named.name) != 0)
		return;
	take_options(builder, &statement, 1, enum_options, 1, &named, NULL);
	enumeration->built = true;
	enumeration->name = named.name;
	struct enum_type *type = new_enum(builder, named.name, statement.items.items[0]->at);
	if (type == NULL)
		type = &ignored;
	type->name = named.name;
	type->enum_name = enumeration->tag != NULL
		? arena_printf(builder->arena, "enum %s", enumeration->tag)
		: enumeration->alias;
	VEC_EACH (struct enumerator *, enumerator, enumeration->enumerators)
		build_value(builder, type, &values, *enumerator);
}

void
build_enums(struct builder *builder)
{
	VEC_EACH (struct model_enum *, enumeration, builder->unit->enums)
		build_enum(builder, *enumeration);
}
