/*
 * revision_list: the data of commands that list revisions: the revisions, the rows of a database,
 * and the details of the listed revisions.
 */
#ifndef SCHEMAC_BRANCH_REVISION_LIST_H
#define SCHEMAC_BRANCH_REVISION_LIST_H

#include "branch/revision_details.h"
#include "rev/file/store.h"

#include <schemac/runtime.h>

struct revision_list {
	struct store store;
	struct texts rows;    /* of the database; empty before revision_list_read_rows() */
	struct texts unknown; /* rows without a file in any version location */
	struct revision_details **details; /* by revision number; NULL, or items NULL: not read */
};

/* Reads all revisions. -1 after diagnostics. */
int revision_list_load(struct workspace *workspace, struct revision_list *out);

/*
 * Reads the rows of the configured database and warns of those without a file. status as in
 * version_rows_read(). -1 after a diagnostic.
 */
int revision_list_read_rows(
	struct workspace *workspace, struct revision_list *list, struct schemac_status *status);

/* Reads the details of these revisions; see revision_details_read(). -1 after a diagnostic. */
int revision_list_read_details(struct workspace *workspace, struct revision_list *list,
	const struct revisions *revisions, bool commits);

/* Whether the database's version table contains the revision. */
bool revision_list_is_current(const struct revision_list *list, const struct revision *revision);

#endif
