/*
 * edited: revisions of the target branch that were changed or removed in the work tree.
 */
#ifndef SCHEMAC_BRANCH_EDITED_H
#define SCHEMAC_BRANCH_EDITED_H

#include "branch/target_branch.h"

/*
 * Reports each revision that differs in the work tree from both the merge base and the target
 * branch (edited). A review, different line ends and renamed files or folders do not count as
 * edits. If the work tree's revisions cannot be read, the store is empty and only the files are
 * compared. -1 after a diagnostic if git cannot be read.
 */
int edited_check(struct workspace *workspace, const struct store *store,
	const struct target_branches *branches);

#endif
