/*
 * target_store: the revisions that the target branch has: the branch that work is merged into, by
 * target_branch of schemac.ini, else origin/HEAD, main or master.
 */
#ifndef SCHEMAC_BRANCH_TARGET_STORE_H
#define SCHEMAC_BRANCH_TARGET_STORE_H

#include "workspace/workspace.h"

struct target_store {
	const char *name;   /* "origin/main"; NULL: no repository, or no such branch */
	struct store store; /* files are named "origin/main:versions/27c6a30d7c24_add_phone.sql" */
};

/*
 * Where the version locations are in several repositories, the target is the target branches of all
 * of them, under the first one's name. -1 after a diagnostic: a branch was configured and is not
 * there, or git cannot read it, or what it has is no history of revisions.
 */
int target_store_read(struct workspace *workspace, struct target_store *out);

/* Tells the graph's conflicts of commits, and of what the target branch has. */
void target_store_explain_conflicts(struct workspace *workspace, struct graph *graph);

#endif
