/*
 * trial_merge_heads: the heads after a trial merge, and the commits that added them. Only
 * trial_merge.c includes this and fills in the struct.
 */
#ifndef SCHEMAC_BRANCH_TRIAL_MERGE_HEADS_H
#define SCHEMAC_BRANCH_TRIAL_MERGE_HEADS_H

#include "base/text.h"
#include "branch/target_branch.h"
#include "rev/graph/graph.h"

struct trial_merge {
	struct workspace *workspace;
	const struct target_branches *branches;
	struct graph graph;
	struct texts removed; /* ids of the work tree's revisions that the merge would remove */
	struct map theirs; /* id of a revision that a branch adds → struct target_branch * */
};

void trial_merge_add_theirs(struct trial_merge *merge, const struct revision *revision,
	const struct target_branch *branch);

/* "origin/main"; for several repositories "main and develop", each name once. */
const char *trial_merge_branch_names(const struct trial_merge *merge);

/*
 * Adds a note with the commit that added the revision, on the branch or, if that is NULL, on HEAD.
 */
void trial_merge_note_origin(struct trial_merge *merge, const struct revision *revision,
	const struct target_branch *branch);

/*
 * Reports the heads if a head of the work tree and a head of a branch would both remain, and
 * returns whether this is so. Multiple heads on the branch itself are not reported.
 */
bool trial_merge_report_heads(struct trial_merge *merge);

#endif
