/*
 * locate: finds the source locations of a unit's declarations and markers.
 *
 * Preprocessor output has no columns, and compilers disagree about the lines of later tokens of a
 * long macro call. Therefore names and markers are searched for in the tokens of the header itself,
 * in order and near the line that the output gives. Everything that a project macro expands to has
 * the location of the macro call.
 */
#ifndef SCHEMAC_FRONT_C_LOCATE_H
#define SCHEMAC_FRONT_C_LOCATE_H

#include "front/c/source.h"
#include "front/c/unit.h"

/* Sets every `at` of the unit, and the arguments of every marker. Loads the sources it needs. */
void locate_unit(struct arena *arena, struct sources *sources, struct unit *unit);

#endif
