/*
 * script: one section of a revision: its checks before the run, and its execution.
 */
#ifndef SCHEMAC_RUNTIME_SCRIPT_H
#define SCHEMAC_RUNTIME_SCRIPT_H

#include "runtime/driver.h"

/* Whether the script has a REBUILD step. */
bool scrt_script_rebuilds(const struct schemac_script *script);

/*
 * Whether a revision can be downgraded: it has a downgrade section, empty or not, that is not
 * marked irreversible, or its upgrade does nothing either (a merge).
 */
bool scrt_script_has_down(const struct schemac_script *up, const struct schemac_script *down);

/*
 * Checks the steps: every C function is registered; rebuilds are complete, inside a transaction and
 * supported by the engine.
 */
int scrt_script_check(struct session *session, const struct schemac_script *script);

/* Runs the steps in order. An error has the position of its step. */
int scrt_script_run(struct session *session, const struct schemac_script *script);

#endif
