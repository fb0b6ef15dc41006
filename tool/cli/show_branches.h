/*
 * show_branches: the heads of git branches, as text or JSON on standard output.
 */
#ifndef SCHEMAC_CLI_SHOW_BRANCHES_H
#define SCHEMAC_CLI_SHOW_BRANCHES_H

#include "branch/all_refs.h"

/* Prints branches with the same heads together; with several repositories it names each one's folder. */
void show_branches(struct arena *arena, const struct branch_groups *groups, bool several);

void show_branches_json(struct arena *arena, const struct branch_groups *groups);

#endif
