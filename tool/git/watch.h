/*
 * watch: the files of a repository that change when git does something, for a build to depend on.
 */
#ifndef SCHEMAC_GIT_WATCH_H
#define SCHEMAC_GIT_WATCH_H

#include "base/arena.h"
#include "base/text.h"

/* Default target branches: pairs of a local branch and origin's of the same name; ends with NULL. */
extern const char *const git_usual_targets[];

/*
* Adds, for a depfile, the files that change with a commit, a checkout, a merge or `git add`. Also adds the
 * files and folders that change when the branch is moved, created or deleted. branch NULL: any default
 * of git_find_target(). Only existing paths are added, sorted; none outside a repository. Does not need
 * libgit2.
 */
void git_watch_files(
	struct arena *arena, struct texts *out, const char *folder, const char *branch);

#endif
