/*
 * trial_merge: the revisions as they would be after a merge with the target branch, before anybody makes
 * it.
 *
 * They are those of the work tree, committed or not, and what git's merge of the target branch into
 * HEAD would bring to the version locations and take from them. Conflicts in other files do not
 * matter.
 */
#ifndef SCHEMAC_BRANCH_TRIAL_MERGE_H
#define SCHEMAC_BRANCH_TRIAL_MERGE_H

#include "branch/target_branch.h"

/*
 * Reports heads that the merge would bring (merge-heads), and what would not fit together
 * (merge-conflict). The store is that of the work tree; `without` are revisions of it that are there
 * no more.
 */
int trial_merge_check(struct workspace *workspace, const struct store *store,
	const struct revisions *without, const struct target_branches *branches);

#endif
