/*
 * open: a connection to the SQLite database that a URL names.
 */
#ifndef SCHEMAC_SQLITE_SERVER_OPEN_H
#define SCHEMAC_SQLITE_SERVER_OPEN_H

#include "db/url.h"

#include <sqlite3.h>

enum sqlite_open_mode {
	/*
	 * To look only: the file must be there and is never written. The database is not trusted
	 * (https://www.sqlite.org/security.html): defensive, no functions of ours in its schema.
	 */
	SQLITE_TO_INSPECT,
	SQLITE_TO_CHANGE, /* to read and write; a file that is not there is made */
};

enum {
	SQLITE_PATIENCE = 5000, /* ms to wait for others */
};

/*
 * 0 with *out for sqlite3_close(); -1 with a diagnostic at the place given and *out NULL where the
 * file cannot be opened or is no database.
 */
int sqlite_open(sqlite3 **out, const struct database_url *url, enum sqlite_open_mode mode,
	struct location at, struct diagnostics *diagnostics);

#endif
