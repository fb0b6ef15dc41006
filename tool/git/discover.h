/*
 * discover: finds the repository that contains a folder, without libgit2 (gitrepository-layout(5)).
 * Only git/ includes this.
 */
#ifndef SCHEMAC_GIT_DISCOVER_H
#define SCHEMAC_GIT_DISCOVER_H

#include "base/arena.h"

#include <stdbool.h>

struct git_place {
	const char *folder; /* with this worktree's HEAD and index; absolute unless from GIT_DIR */
	const char *common; /* with the refs of all worktrees; `folder` if there is only one */
};

/* False if the folder, which need not exist, is not in a repository. GIT_DIR takes precedence. */
bool git_discover(struct arena *arena, struct git_place *out, const char *folder);

/* The first line of a short file, after the prefix; NULL if the line does not begin with it. */
const char *git_read_line(struct arena *arena, const char *path, const char *prefix);

#endif
