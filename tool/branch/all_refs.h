/*
 * all_refs: the heads of all branches that git knows, without checking any of them out.
 */
#ifndef SCHEMAC_BRANCH_ALL_REFS_H
#define SCHEMAC_BRANCH_ALL_REFS_H

#include "cli/command.h"

/* Whether there is a repository to ask; a note where there is none. */
bool all_refs_are_there(struct context *context);

/*
 * Prints the branches, those with the same heads together, each head with the commit that brought
 * it: of branches that have the very same files, the commit of the first. A branch whose revisions
 * cannot be read is the warning branch-unreadable.
 */
int all_refs_print(struct context *context);

#endif
