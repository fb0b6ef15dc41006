/*
 * trial_merge: the revisions as they would be after a merge with the target branch.
 *
 * They are the revisions in the work tree, committed or not, with the changes that `git merge` of
 * the target branch would make to the version locations. Conflicts in other files do not matter.
 * Nothing is written.
 */
#ifndef SCHEMAC_BRANCH_TRIAL_MERGE_H
#define SCHEMAC_BRANCH_TRIAL_MERGE_H

#include "branch/target_branch.h"

/*
 * Reports heads that the merge would add (merge-heads) and conflicts (merge-conflict). The store is
 * that of the work tree, read before the revisions in `without` were removed. -1 after a
 * diagnostic.
 */
int trial_merge_check(struct workspace *workspace, const struct store *store,
	const struct revisions *without, const struct target_branches *branches);

#endif
