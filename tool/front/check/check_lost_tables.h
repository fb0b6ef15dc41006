/*
 * check_lost_tables: finds headers whose tables are not in the compiler's output, because an option
 * redirects or suppresses it.
 */
#ifndef SCHEMAC_FRONT_CHECK_CHECK_LOST_TABLES_H
#define SCHEMAC_FRONT_CHECK_CHECK_LOST_TABLES_H

#include "front/c/source.h"
#include "front/c/unit.h"

/*
 * Reports the first SC_TABLE of each of the first `count` sources, the headers of the project, if it
 * does not depend on an #if and the unit has no table of that header.
 */
int check_lost_tables(const struct unit *unit, struct sources *sources, size_t count,
	struct diagnostics *diagnostics);

#endif
