/*
 * watch: the files of a repository that change when git does something, for a build to depend on.
 */
#ifndef SCHEMAC_GIT_WATCH_H
#define SCHEMAC_GIT_WATCH_H

#include "base/arena.h"
#include "base/text.h"

/* Where work is merged into by default: pairs of ours and origin's of one name; ends with NULL. */
extern const char *const git_usual_targets[];

/*
 * The files that change with a commit, a checkout, a merge or `git add`, for a depfile; and those,
 * files and folders, that change when the branch moves, appears or goes away (NULL: any of those that
 * git_find_target() looks for by itself). Only what exists, sorted. Needs no libgit2; nothing is
 * added where there is no repository.
 */
void git_watch_files(
	struct arena *arena, struct texts *out, const char *folder, const char *branch);

#endif
