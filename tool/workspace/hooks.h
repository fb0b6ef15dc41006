/*
 * hooks: the programs of [post_write_hooks], which run after a revision has been written.
 */
#ifndef SCHEMAC_WORKSPACE_HOOKS_H
#define SCHEMAC_WORKSPACE_HOOKS_H

#include "workspace/workspace.h"

/*
 * Runs the hooks in order on the SQL file, without a shell. A draft that a hook reformats still
 * counts as generated. -1 after an error if a hook fails; then the files are kept and later hooks
 * do not run.
 */
int hooks_run(struct workspace *workspace, const char *sql_path);

#endif
