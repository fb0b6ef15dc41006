/*
 * trial_merge_heads: the heads of revisions that nobody has merged yet, and who brought them. Only
 * merge.c includes this, and fills it in.
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
	struct map theirs; /* id of a revision that a branch brings → struct target_branch * */
};

void trial_merge_add_theirs(struct trial_merge *merge, const struct revision *revision,
	const struct target_branch *branch);

/* "origin/main"; with several repositories each name once, "main and develop". */
const char *trial_merge_branch_names(const struct trial_merge *merge);

/* A note to the last diagnostic: which commit of HEAD, or of the branch, added the revision. */
void trial_merge_note_origin(struct trial_merge *merge, const struct revision *revision,
	const struct target_branch *branch);

/*
 * Reports that a head of the work tree and one of a branch would stand side by side; whether they
 * would. Heads that the branch has by itself are not our work's matter.
 */
bool trial_merge_report_heads(struct trial_merge *merge);

#endif
