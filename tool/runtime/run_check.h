/*
 * check: what can be told about a plan before its first statement.
 */
#ifndef SCHEMAC_RUNTIME_CHECK_H
#define SCHEMAC_RUNTIME_CHECK_H

#include "runtime/run.h"

/* Reviews, ways down, scripts, and that every action fits what the ones before it leave applied. */
int scrt_check_plan(struct run *run);

/* That the action fits what is applied now. */
int scrt_check_action(struct run *run, const struct action *action);

/*
 * Whether a revision can be undone: by a section, empty or not, that is not marked irreversible, or
 * because its upgrade does nothing either (a merge).
 */
bool scrt_check_has_down(const struct schemac_script *up, const struct schemac_script *down);

#endif
