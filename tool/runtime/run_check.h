/* run_check: the checks of a plan that can be made before its first statement. */
#ifndef SCHEMAC_RUNTIME_RUN_CHECK_H
#define SCHEMAC_RUNTIME_RUN_CHECK_H

#include "runtime/run.h"

/*
 * Checks that every action is reviewed, reversible, has valid steps, and is consistent with the
 * revisions that will be applied when it is reached.
 */
int scrt_run_check_plan(struct run *run);

/* Checks that the action is consistent with the currently applied revisions. */
int scrt_run_check_action(struct run *run, const struct action *action);

/* Fails if the database is at a revision that is not in the bundle. */
int scrt_run_check_known(struct run *run);

#endif
