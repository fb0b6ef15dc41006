/*
 * locate: finds for what the preprocessor left of the headers the bytes where it was written.
 *
 * The preprocessor keeps no columns, and compilers disagree about the lines of later tokens of a
 * long macro call; so names and markers are looked for in the header's own tokens, near the
 * line given, in their order. What a project's own macro made is placed at that macro.
 */
#ifndef SCHEMAC_FRONT_C_LOCATE_H
#define SCHEMAC_FRONT_C_LOCATE_H

#include "front/c/source.h"
#include "front/c/unit.h"

/* Fills in every `at`, and the arguments of every marker. Loads the sources that are needed. */
void locate_unit(struct arena *arena, struct sources *sources, struct unit *unit);

#endif
