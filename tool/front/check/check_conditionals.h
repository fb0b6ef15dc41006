/*
 * check_conditionals: -Wconditional-schema, a warning about tables and columns that depend on #if.
 */
#ifndef SCHEMAC_FRONT_CHECK_CHECK_CONDITIONALS_H
#define SCHEMAC_FRONT_CHECK_CHECK_CONDITIONALS_H

#include "front/c/source.h"
#include "front/c/unit.h"

void check_conditionals(const struct unit *unit, const struct sources *sources,
	struct diagnostics *diagnostics);

#endif
