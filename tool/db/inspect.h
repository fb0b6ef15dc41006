/* inspect: the options of every dialect's inspection of a live database. */
#ifndef SCHEMAC_DB_INSPECT_H
#define SCHEMAC_DB_INSPECT_H

#include "diag/diag.h"

struct inspect_options {
	const char *version_table; /* a table to leave out, schemac's own; NULL: none */
	const char *history_table; /* likewise */
	struct location at;        /* the database, for diagnostics; may be unknown */
};

#endif
