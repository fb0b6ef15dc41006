/*
 * rebase_internal: the stages of a rebase. Only rebase/ includes this.
 *
 *	rebase_select    which revisions move, and the line they form afterwards
 *	rebase_rewrite   the new id, SQL and snapshot of each
 *	rebase_write     the files, so that a run can finish what a crash interrupted
 *	rebase_advise    what a database that has applied the old revisions needs
 */
#ifndef SCHEMAC_REBASE_REBASE_INTERNAL_H
#define SCHEMAC_REBASE_REBASE_INTERNAL_H

#include "rebase/rebase.h"

/* onto: a revision identifier; NULL: the target branch's head. -1 after diagnostics. */
int rebase_select(struct rebase *rebase, const char *onto);

/* Writes no file. -1 after diagnostics, for instance of conflicts. */
int rebase_rewrite(struct rebase *rebase);

/* Finishes what an interrupted run decided; *finished: there was something to finish. */
int rebase_recover(struct workspace *workspace, bool *finished);

/* Replaces the files of all steps. -1 after a diagnostic; then no file has changed. */
int rebase_write(struct rebase *rebase);

/* Warns, with the commands to run, if the configured database has applied one of the old revisions. */
void rebase_advise(struct rebase *rebase);

#endif
