/*
 * review_check: the check of all reviews in a build.
 */
#ifndef SCHEMAC_REVIEW_REVIEW_CHECK_H
#define SCHEMAC_REVIEW_REVIEW_CHECK_H

#include "rev/file/store.h"
#include "workspace/workspace.h"

/*
 * Reports each revision of the store that has no review, a void review, a review by its own author,
 * an unconfirmed loss of data, or invalid SQL. Leaves out the revisions in `without`. -1 after
 * diagnostics if a revision cannot be read or its SQL is invalid.
 */
int review_check(struct workspace *workspace, const struct store *store,
	const struct revisions *without);

/* Reports that the revision is a draft without a review, at that location. */
void review_check_report_draft(struct workspace *workspace, struct location at, const char *id);

#endif
