/*
 * -Wconditional-schema: warns of what stands between #if and #endif. A struct may be in several
 * conditions that hold for all of it; each is named once, and what is within a narrower one apart.
 */
#include "front/model/builder.h"

static struct conditional *
condition_of(const struct builder *builder, unsigned file, const struct location *at)
{
	return conditional_find(
		&sources_get(builder->sources, file)->conditionals, at->line);
}

/*
 * Warns where the place is under another condition than `base` (NULL: than none). What stands there
 * is a `what` of that name; the name may be empty.
 */
static void
check(struct builder *builder, unsigned file, struct location at, const char *what,
	const char *name, const struct conditional *base)
{
	struct conditional *condition = condition_of(builder, file, &at);
	if (condition == NULL || condition == base || condition->reported)
		return;
	condition->reported = true;
	diag_add(builder->diagnostics, DIAG_CONDITIONAL_SCHEMA, at,
		"%s%s%s%s depends on a condition of the preprocessor", what,
		*name != '\0' ? " '" : "", name, *name != '\0' ? "'" : "");
	diag_note(builder->diagnostics, condition->at, "it stands within '#%s'", condition->text);
}

static void
check_field(struct builder *builder, const struct model_field *field,
	const struct conditional *base)
{
	bool no_column = markers_find(&field->markers, MARKER_TRANSIENT) != NULL ||
		markers_find(&field->markers, MARKER_RELATION) != NULL;
	const char *name = field->name != NULL ? field->name : "";
	if (no_column)
		return;
	check(builder, field->file, field->at, "field", name, base);
	VEC_EACH (struct marker, marker, field->markers)
		check(builder, field->file, marker->at, marker->name, "", base);
}

static void
check_struct(struct builder *builder, const struct model_struct *structure)
{
	const struct marker *table = markers_find(&structure->markers, MARKER_TABLE);
	if (table == NULL)
		return;
	check(builder, table->file, table->at, "this table", "", NULL);
	const struct conditional *base = condition_of(builder, table->file, &table->at);
	VEC_EACH (struct marker, marker, structure->markers)
		check(builder, marker->file, marker->at, marker->name, "", base);
	VEC_EACH (struct model_field, field, structure->fields)
		check_field(builder, field, base);
}

static void
check_enum(struct builder *builder, const struct model_enum *enumeration)
{
	const struct marker *marker = markers_find(&enumeration->markers, MARKER_ENUM);
	if (marker == NULL)
		return;
	check(builder, marker->file, marker->at, "this enum", "", NULL);
	const struct conditional *base = condition_of(builder, marker->file, &marker->at);
	VEC_EACH (struct enumerator *, enumerator, enumeration->enumerators)
		check(builder, (*enumerator)->file, (*enumerator)->at,
			"value", (*enumerator)->name, base);
}

void
check_conditions(struct builder *builder)
{
	VEC_EACH (struct model_enum *, enumeration, builder->unit->enums)
		check_enum(builder, *enumeration);
	VEC_EACH (struct model_struct *, structure, builder->unit->structs)
		check_struct(builder, *structure);
	VEC_EACH (struct marker, marker, builder->unit->markers)
		check(builder, marker->file, marker->at, marker->name, "", NULL);
}
