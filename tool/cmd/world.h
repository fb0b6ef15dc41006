/*
 * world: what drafts, reviews and dependencies must know of git and of the configured database.
 */
#ifndef SCHEMAC_CMD_WORLD_H
#define SCHEMAC_CMD_WORLD_H

#include "cmd/project.h"
#include "git/git.h"
#include "rev/draft.h"

/* Whether a revision is committed, or applied to the configured database. */
struct draft_world world_of_drafts(struct context *context);

/* The repository around the version folder, opened when first asked for; NULL: none. */
struct git *world_git(struct context *context);

/* Closes what was opened. */
void world_release(struct context *context);

/* git's HEAD and index of the repository around the version folder, for a depfile. */
void world_watch_files(struct context *context, struct name_list *out);

#endif
