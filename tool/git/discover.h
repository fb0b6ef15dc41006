/*
 * discover: where a repository lies, found without libgit2 (gitrepository-layout(5)). Only git/
 * includes this.
 */
#ifndef SCHEMAC_GIT_DISCOVER_H
#define SCHEMAC_GIT_DISCOVER_H

#include "base/arena.h"

#include <stdbool.h>

struct git_place {
	const char *folder; /* .git of this worktree: HEAD, index; absolute unless GIT_DIR is not */
	const char
		*common; /* of all worktrees: refs, packed-refs; folder where there is one only */
};

/* False where the folder, which need not exist, is in no repository. GIT_DIR comes first. */
bool git_discover(struct arena *arena, struct git_place *out, const char *folder);

/* The one line of a file without its prefix; NULL if it has several or another beginning. */
const char *git_read_line(struct arena *arena, const char *path, const char *prefix);

#endif
