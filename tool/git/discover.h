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

/* Where work is merged into by default: pairs of ours and origin's of one name; ends with NULL. */
extern const char *const git_usual_targets[];

/* False where the folder, which need not exist, is in no repository. GIT_DIR comes first. */
bool git_place_find(struct arena *arena, struct git_place *out, const char *folder);

/* The absolute path of a folder or of the nearest one above it that exists, links resolved. */
const char *folder_that_exists(struct arena *arena, const char *folder);

#endif
