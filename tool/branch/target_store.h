/*
 * target_store: the revisions of the target branch, which is `target_branch` of schemac.ini or, by
 * default, origin/HEAD, main or master.
 */
#ifndef SCHEMAC_BRANCH_TARGET_STORE_H
#define SCHEMAC_BRANCH_TARGET_STORE_H

#include "workspace/workspace.h"

struct target_store {
	const char *name;   /* "origin/main"; NULL: no repository, or no such branch */
	struct store store; /* files are named "origin/main:versions/27c6a30d7c24_add_phone.sql" */
};

/*
 * Reads the revisions. If the version locations are in several repositories, reads the target
 * branches of all of them; `name` is that of the first. -1 after a diagnostic if a configured
 * branch does not exist, git cannot read it, or its revisions are not a valid history.
 */
int target_store_read(struct workspace *workspace, struct target_store *out);

#endif
