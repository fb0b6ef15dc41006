/*
 * edited: revisions that the target branch has, and that are changed or gone in the work tree.
 */
#ifndef SCHEMAC_BRANCH_EDITED_H
#define SCHEMAC_BRANCH_EDITED_H

#include "branch/target_branch.h"

/*
 * Reports each revision of the merge base that the target branch still has, where neither of the two
 * is what the work tree has (edited). A review is no edit, nor are line ends, another name of the
 * files or of their folder. The store is empty where the work tree's revisions cannot be read: then
 * the files count.
 */
int edited_check(struct workspace *workspace, const struct store *store,
	const struct target_branches *branches);

#endif
