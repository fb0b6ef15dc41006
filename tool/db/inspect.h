/*
 * inspect: what every dialect's inspection of a live database is told.
 */
#ifndef SCHEMAC_DB_INSPECT_H
#define SCHEMAC_DB_INSPECT_H

#include "diag/diag.h"

struct inspect_options {
	const char *version_table; /* schemac's own, not part of the schema; NULL: none */
	const char *history_table; /* likewise */
	struct location at;        /* where findings are reported: the database; may be no place */
};

#endif
