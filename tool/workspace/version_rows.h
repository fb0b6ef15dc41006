/*
 * version_rows: the rows of a database's version table: the revisions that it is at.
 */
#ifndef SCHEMAC_WORKSPACE_VERSION_ROWS_H
#define SCHEMAC_WORKSPACE_VERSION_ROWS_H

#include "workspace/database.h"

/*
 * Adds the rows of a database to `rows`, whether or not a file of the store has them. url NULL: the
 * configured database. If status is not NULL, it receives the runtime's whole report; the caller
 * releases it with schemac_status_release() after 0. -1 after a diagnostic.
 */
int version_rows_read(struct workspace *workspace, const struct store *store, const char *url,
	struct texts *rows, struct schemac_status *status);

/* Whether a revision identifier or range, such as "current" or "+1", refers to the rows. */
bool version_rows_are_named(const char *identifier);

#endif
