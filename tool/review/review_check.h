/*
 * review_check: the reviews of all revisions, as the build wants them.
 */
#ifndef SCHEMAC_REVIEW_REVIEW_CHECK_H
#define SCHEMAC_REVIEW_REVIEW_CHECK_H

#include "rev/file/store.h"
#include "workspace/workspace.h"

/*
 * Reports each revision of the store that has no review, whose review is void or was made by the author,
 * that loses data without a confirmation, or whose SQL is invalid; those in `without` are left out. -1 after
 * diagnostics if a revision cannot be read or its SQL is invalid.
 */
int review_check(struct workspace *workspace, const struct store *store,
	const struct revisions *without);

#endif
