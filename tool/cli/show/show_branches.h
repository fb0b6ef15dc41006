/*
 * show_branches: prints the heads of git branches to standard output, as text or JSON.
 */
#ifndef SCHEMAC_CLI_SHOW_SHOW_BRANCHES_H
#define SCHEMAC_CLI_SHOW_SHOW_BRANCHES_H

#include "branch/all_refs.h"

/*
 * Branches with the same heads are printed together. If `several` is set, the folder of each
 * repository is printed as well.
 */
void show_branches(struct arena *arena, const struct branch_groups *groups, bool several);

void show_branches_json(struct arena *arena, const struct branch_groups *groups);

#endif
