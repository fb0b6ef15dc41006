/*
 * revision_details: a revision's review, its changes, and the commits that added it and merged its
 * lines.
 */
#ifndef SCHEMAC_BRANCH_REVISION_DETAILS_H
#define SCHEMAC_BRANCH_REVISION_DETAILS_H

#include "branch/provenance.h"
#include "rev/file/review.h"
#include "rev/file/snapshot.h"

struct revision_details {
	enum review_state review;
	struct snapshot snapshot;
	bool in_repository;                /* its version location is in a git repository */
	const struct git_addition *origin; /* the commit that added it; NULL: not committed, or unknown */
	struct commits merges;             /* see provenance_find_merges() */
};

/*
 * Reads the snapshot and its review, and, if `commits` is set, asks git for the commits. -1 after a
 * diagnostic.
 */
int revision_details_read(struct workspace *workspace, struct revision_details *out,
	const struct revision *revision, bool commits);

#endif
