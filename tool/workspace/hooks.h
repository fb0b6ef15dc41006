/*
 * hooks: the programs of [post_write_hooks] that run after a revision was written.
 */
#ifndef SCHEMAC_WORKSPACE_HOOKS_H
#define SCHEMAC_WORKSPACE_HOOKS_H

#include "workspace/workspace.h"

/*
 * Runs them in their order over the SQL file, without a shell. A draft that was as generated still
 * counts as such when a hook has changed it. Where one fails, an error says so; the files stay, and
 * the hooks behind it do not run.
 */
int hooks_run(struct workspace *workspace, const char *sql_path);

#endif
