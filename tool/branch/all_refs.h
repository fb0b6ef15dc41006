/*
 * all_refs: the heads of all git branches, read without checking any of them out.
 */
#ifndef SCHEMAC_BRANCH_ALL_REFS_H
#define SCHEMAC_BRANCH_ALL_REFS_H

#include "base/map.h"
#include "rev/file/store.h"
#include "workspace/repositories.h"

/* The revisions of one set of files, which several branches often share. */
struct revision_tree {
	struct store store;
	struct map origins; /* path of a head on the branch to its struct git_addition * */
};

VEC_STRUCT(branch_refs, const struct git_ref *);

/* Branches that have the same heads, added by the same commits. */
struct branch_group {
	const struct repository *repository;
	struct branch_refs branches;
	const struct revision_tree *tree;
};
VEC_STRUCT(branch_groups, struct branch_group *);

/* Whether there is a repository; reports a note if not. */
bool all_refs_are_there(struct workspace *workspace);

/*
 * Reads the revisions of every branch, local and remote. If several branches have identical files,
 * the commits are taken from the first of them. A branch whose revisions cannot be read causes the
 * warning branch-unreadable. -1 after diagnostics.
 */
int all_refs_read(struct workspace *workspace, struct branch_groups *out);

/* The commit that added a head of the tree; NULL: unknown. */
const struct commit *all_refs_commit_of(
	const struct revision_tree *tree, const struct revision *head);

#endif
