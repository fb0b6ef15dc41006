/*
 * run_check: the checks of a plan that are possible before its first statement.
 */
#ifndef SCHEMAC_RUNTIME_RUN_CHECK_H
#define SCHEMAC_RUNTIME_RUN_CHECK_H

#include "runtime/run.h"

/*
 * Checks every action: reviewed, reversible, with valid steps, and consistent with the revisions
 * that are applied when its turn comes.
 */
int scrt_run_check_plan(struct run *run);

/* Checks that the action is consistent with the revisions that are applied now. */
int scrt_run_check_action(struct run *run, const struct action *action);

/* Fails if the database is at a revision that is not in the bundle. */
int scrt_run_check_known(struct run *run);

#endif
