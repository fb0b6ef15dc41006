/*
 * locate: finds the places in the headers of what a unit contains.
 *
 * Preprocessor output has no columns, and compilers disagree about the lines of later tokens of a
 * long macro call. Therefore names and markers are searched for in the tokens of the header itself,
 * near the line from the output and in their order. Results of a project's own macro have the place
 * of that macro.
 */
#ifndef SCHEMAC_FRONT_C_LOCATE_H
#define SCHEMAC_FRONT_C_LOCATE_H

#include "front/c/source.h"
#include "front/c/unit.h"

/* Sets every `at` of the unit, and the arguments of every marker. Loads the sources it needs. */
void locate_unit(struct arena *arena, struct sources *sources, struct unit *unit);

#endif
