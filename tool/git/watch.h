/* watch: the files of a repository that git operations change, as dependencies for a build. */
#ifndef SCHEMAC_GIT_WATCH_H
#define SCHEMAC_GIT_WATCH_H

#include "base/arena.h"
#include "base/text.h"

/*
 * Default target branches: pairs of a local branch and origin's branch of the same name; terminated
 * by NULL.
 */
extern const char *const git_usual_targets[];

/*
 * Adds, for a depfile, the files that a commit, a checkout, a merge or `git add` changes. Also adds
 * the files and folders that change when the branch is moved, created or deleted. If branch is
 * NULL, all defaults of git_find_target() are watched. Only existing paths are added, sorted.
 * Outside a repository nothing is added. Does not need libgit2.
 */
void git_watch_files(
	struct arena *arena, struct texts *out, const char *folder, const char *branch);

#endif
