/*
* discover: finds the repository of a folder without libgit2 (gitrepository-layout(5)). Only git/
 * includes this.
 */
#ifndef SCHEMAC_GIT_DISCOVER_H
#define SCHEMAC_GIT_DISCOVER_H

#include "base/arena.h"

#include <stdbool.h>

struct git_place {
	const char *folder; /* .git of this worktree: HEAD, index; absolute unless it is GIT_DIR */
	const char *common; /* of all worktrees: refs, packed-refs; the same if there is only one */
};

/* False if the folder, which need not exist, is not in a repository. GIT_DIR takes precedence. */
bool git_discover(struct arena *arena, struct git_place *out, const char *folder);

/* The first line of a short file, without the prefix; NULL if it does not begin with the prefix. */
const char *git_read_line(struct arena *arena, const char *path, const char *prefix);

#endif
