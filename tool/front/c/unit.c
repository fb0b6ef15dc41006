#include "front/c/unit.h"

void
unit_add_mistake(
	struct arena *arena, struct unit *unit, enum unit_mistake_kind kind, struct marker marker)
{
	*VEC_ADD(arena, &unit->mistakes) = (struct unit_mistake){
		.kind = kind, .marker = marker, .file = marker.file, .line = marker.line};
}

static bool
has_unknown_marker(const struct markers *markers)
{
	return markers_find(markers, MARKER_COUNT) != NULL;
}

static bool
unit_has_unknown_marker(const struct unit *unit)
{
	bool unknown = has_unknown_marker(&unit->markers);
	VEC_EACH (struct model_struct *, structure, unit->structs) {
		unknown |= has_unknown_marker(&(*structure)->markers);
		VEC_EACH (struct model_field, field, (*structure)->fields)
			unknown |= has_unknown_marker(&field->markers);
	}
	VEC_EACH (struct model_enum *, enumeration, unit->enums)
		unknown |= has_unknown_marker(&(*enumeration)->markers);
	return unknown;
}

static bool
has_unknown_type(const struct model_field *field)
{
	const struct c_type *type = c_type_resolve(field->type);
	while (type->kind == C_POINTER || type->kind == C_ARRAY)
		type = c_type_resolve(type->base);
	return type->kind == C_UNKNOWN;
}

bool
unit_is_doubtful(const struct unit *unit)
{
	bool doubtful = false;
	VEC_EACH (struct unit_mistake, mistake, unit->mistakes)
		doubtful |= mistake->kind == MISTAKE_SYNTAX;
	VEC_EACH (struct model_struct *, structure, unit->structs)
		VEC_EACH (struct model_field, field, (*structure)->fields)
			doubtful |= has_unknown_type(field);
	return doubtful && !unit_has_unknown_marker(unit);
}
