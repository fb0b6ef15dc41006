/*
 * rebase_internal: the stages of a rebase. Only rebase/ includes this.
 *
 *	rebase_select    the revisions that move, and their new line
 *	rebase_rewrite   the new id, SQL and snapshot of each
 *	rebase_write     replaces the files; a later run can finish an interrupted rebase
 *	rebase_advise    the commands for a database that has applied the old revisions
 */
#ifndef SCHEMAC_REBASE_REBASE_INTERNAL_H
#define SCHEMAC_REBASE_REBASE_INTERNAL_H

#include "rebase/rebase.h"

/*
 * Fills in the steps. onto: a revision identifier; NULL: the target branch's head. -1 after
 * diagnostics.
 */
int rebase_select(struct rebase *rebase, const char *onto);

/*
 * Fills in the results of the steps. Writes no file. -1 after diagnostics, for instance of
 * conflicts.
 */
int rebase_rewrite(struct rebase *rebase);

/* Finishes an interrupted rebase; *finished: whether there was one. -1 after a diagnostic. */
int rebase_recover(struct workspace *workspace, bool *finished);

/* Replaces the files of all steps. -1 after a diagnostic; then no file has changed. */
int rebase_write(struct rebase *rebase);

/*
 * Warns, with the commands to run, if the configured database has applied one of the old revisions.
 */
void rebase_advise(struct rebase *rebase);

#endif
