/*
 * provenance: the commit that added a revision, and its author.
 */
#ifndef SCHEMAC_BRANCH_PROVENANCE_H
#define SCHEMAC_BRANCH_PROVENANCE_H

#include "git/git.h"
#include "rev/graph/revision.h"
#include "workspace/workspace.h"

/*
 * The commit that added the revision's SQL file, in the history of HEAD or of a commit that is
 * being merged or cherry-picked into it. NULL if the file is not committed or not in a repository.
 * The first call reads the history of all revisions.
 */
const struct git_addition *provenance_find(
	struct workspace *workspace, const struct revision *revision);

/*
 * Like provenance_find(), but without reading the history of other revisions; searches only the
 * history of HEAD.
 */
const struct git_addition *provenance_find_one(
	struct workspace *workspace, const struct revision *revision);

/*
 * The git merges in the history of HEAD that joined the lines of a branchpoint or mergepoint. None
 * if the lines were committed one after the other. -1 after a diagnostic.
 */
int provenance_find_merges(
	struct workspace *workspace, const struct revision *revision, struct commits *out);

#endif
