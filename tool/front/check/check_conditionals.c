/*
 * Each conditional is reported once: at SC_TABLE if it contains a whole struct, otherwise at the
 * first field or marker within it.
 */
#include "front/check/check_conditionals.h"

struct conditional_check {
	const struct sources *sources;
	struct diagnostics *diagnostics;
};

static struct conditional *
condition_of(const struct conditional_check *checks, unsigned file, const struct location *at)
{
	return conditional_find(
		&sources_get(checks->sources, file)->conditionals, at->line);
}

/*
 * Warns if the location depends on a different conditional than `base`, or on any conditional if
 * `base` is NULL. `kind` and `name` describe the item there; the name may be empty.
 */
static void
check(const struct conditional_check *checks, unsigned file, struct location at, const char *kind,
	const char *name, const struct conditional *base)
{
	struct conditional *condition = condition_of(checks, file, &at);
	if (condition == NULL || condition == base || condition->reported)
		return;
	condition->reported = true;
	diag_add(checks->diagnostics, DIAG_CONDITIONAL_SCHEMA, at,
		"%s%s%s%s depends on a preprocessor condition", kind,
		*name != '\0' ? " '" : "", name, *name != '\0' ? "'" : "");
	diag_note(checks->diagnostics, condition->at, "it is within '#%s'", condition->text);
}

static void
check_field(const struct conditional_check *checks, const struct model_field *field,
	const struct conditional *base)
{
	bool no_column = markers_find(&field->markers, MARKER_TRANSIENT) != NULL ||
		markers_find(&field->markers, MARKER_RELATION) != NULL;
	const char *name = field->name != NULL ? field->name : "";
	if (no_column)
		return;
	check(checks, field->file, field->at, "field", name, base);
	VEC_EACH (struct marker, marker, field->markers)
		check(checks, field->file, marker->at, marker->name, "", base);
}

static void
check_struct(const struct conditional_check *checks, const struct model_struct *structure)
{
	const struct marker *table = markers_find(&structure->markers, MARKER_TABLE);
	if (table == NULL)
		return;
	check(checks, table->file, table->at, "this table", "", NULL);
	const struct conditional *base = condition_of(checks, table->file, &table->at);
	VEC_EACH (struct marker, marker, structure->markers)
		check(checks, marker->file, marker->at, marker->name, "", base);
	VEC_EACH (struct model_field, field, structure->fields)
		check_field(checks, field, base);
}

static void
check_enum(const struct conditional_check *checks, const struct model_enum *enumeration)
{
	const struct marker *marker = markers_find(&enumeration->markers, MARKER_ENUM);
	if (marker == NULL)
		return;
	check(checks, marker->file, marker->at, "this enum", "", NULL);
	const struct conditional *base = condition_of(checks, marker->file, &marker->at);
	VEC_EACH (struct enumerator *, enumerator, enumeration->enumerators)
		check(checks, (*enumerator)->file, (*enumerator)->at,
			"value", (*enumerator)->name, base);
}

void
check_conditionals(
	const struct unit *unit, const struct sources *sources, struct diagnostics *diagnostics)
{
	const struct conditional_check checks = {.sources = sources, .diagnostics = diagnostics};
	VEC_EACH (struct model_enum *, enumeration, unit->enums)
		check_enum(&checks, *enumeration);
	VEC_EACH (struct model_struct *, structure, unit->structs)
		check_struct(&checks, *structure);
	VEC_EACH (struct marker, marker, unit->markers)
		check(&checks, marker->file, marker->at, marker->name, "", NULL);
}
