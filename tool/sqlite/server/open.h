/*
 * open: a connection to the SQLite database that a URL names.
 */
#ifndef SCHEMAC_SQLITE_SERVER_OPEN_H
#define SCHEMAC_SQLITE_SERVER_OPEN_H

#include "db/url.h"

#include <sqlite3.h>

enum sqlite_open_mode {
	/*
	 * Read-only: the file must exist. The database is not trusted
	 * (https://www.sqlite.org/security.html): defensive mode, no application functions in its
	 * schema. Functions that SQLite does not allow in an untrusted schema return NULL, so that
	 * the schema can be read, but not be used to evaluate anything.
	 */
	SQLITE_TO_INSPECT,
	SQLITE_TO_CHANGE, /* read and write; a missing file is created */
	SQLITE_TO_TRY,    /* the same, and unknown collations are accepted (sqlite/rules/stubs.h) */
};

enum {
	/* Milliseconds to wait for the locks of other connections, unless the URL specifies it. */
	SQLITE_PATIENCE = 5000,
	SQLITE_BRIEF_PATIENCE = 100,
};

/*
 * 0 with *out for sqlite3_close(). -1 with a diagnostic at `at` and *out NULL if the file cannot be
 * opened or is not a database.
 */
int sqlite_open(sqlite3 **out, const struct database_url *url, enum sqlite_open_mode mode,
	struct location at, struct diagnostics *diagnostics);

#endif
