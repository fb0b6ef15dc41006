/* inspect: options for inspecting a live database, common to all dialects. */
#ifndef SCHEMAC_DB_INSPECT_H
#define SCHEMAC_DB_INSPECT_H

#include "diag/diag.h"

#include <stdbool.h>

struct inspect_options {
	const char *version_table; /* a table of schemac to leave out; NULL: none */
	const char *history_table; /* likewise */
	struct location at;        /* the database, for diagnostics; may be unknown */
	unsigned lock_timeout_ms;  /* the longest wait for a lock; 0: the server's own */
	bool left_out;             /* also search for what no model can declare: schema.left_out */
};

#endif
