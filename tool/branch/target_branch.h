/*
 * target_branch: the branch that work is merged into, and what it would bring to what is checked
 * out.
 */
#ifndef SCHEMAC_BRANCH_TARGET_BRANCH_H
#define SCHEMAC_BRANCH_TARGET_BRANCH_H

#include "workspace/repositories.h"

struct target_branch {
	struct repository *repository;
	struct git_target target;
	struct git_merged merged; /* of the target into HEAD; folders: the repository's */
};
VEC_STRUCT(target_branches, struct target_branch);

/*
 * That of each repository around the version locations: the one named (--against), else
 * `target_branch` of the ini, else the usual ones of git_find_target(). A repository that has none,
 * or no commit yet, is left out. A named branch that no repository has is an error, a configured one
 * the warning no-target; a clone whose history ends too early the warning git-shallow.
 */
int target_branches_find(
	struct workspace *workspace, struct target_branches *out, const char *named);

/*
 * Which commit added a file of a version location on the branch, where the location may have another
 * path; NULL: not known.
 */
const struct git_addition *target_branch_origin(struct workspace *workspace,
	const struct target_branch *branch, const char *folder, const char *name);

/* Adds to the last diagnostic when a remote branch was last seen, where that is a day or more ago. */
void target_branch_note_age(struct workspace *workspace, const struct target_branch *branch);

/* The same as a diagnostic of its own, a note. */
void target_branch_report_age(struct workspace *workspace, const struct target_branch *branch);

#endif
