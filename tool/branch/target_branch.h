/*
 * target_branch: the branch that work is merged into, and its differences from HEAD.
 */
#ifndef SCHEMAC_BRANCH_TARGET_BRANCH_H
#define SCHEMAC_BRANCH_TARGET_BRANCH_H

#include "workspace/repositories.h"

struct target_branch {
	struct repository *repository;
	struct git_target target;
	/* the target branch merged into HEAD; only the repository's folders */
	struct git_merged merged;
};
VEC_STRUCT(target_branches, struct target_branch);

/*
 * Finds the target branch of each repository: `named` (--against), otherwise `target_branch` of
 * schemac.ini, otherwise a default of git_find_target(). A repository without a target branch or
 * without commits is left out. If no repository has the branch, a named branch causes an error, and
 * a configured one the warning no-target. A clone without the common history causes the warning
 * git-shallow. -1 after an error.
 */
int target_branches_find(
	struct workspace *workspace, struct target_branches *out, const char *named);

/*
 * The commit that added a file of a version location on the branch, where the location may have a
 * different path; NULL: unknown.
 */
const struct git_addition *target_branch_origin(struct workspace *workspace,
	const struct target_branch *branch, const char *folder, const char *name);

/*
 * Adds a note with the age of a remote-tracking branch to the last diagnostic, if it is a day or
 * older.
 */
void target_branch_note_age(struct workspace *workspace, const struct target_branch *branch);

/* Reports the age as a separate diagnostic (stale-target). */
void target_branch_report_age(struct workspace *workspace, const struct target_branch *branch);

#endif
