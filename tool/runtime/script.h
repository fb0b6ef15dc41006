/* script: checks one section of a revision before the run, and executes it. */
#ifndef SCHEMAC_RUNTIME_SCRIPT_H
#define SCHEMAC_RUNTIME_SCRIPT_H

#include "runtime/driver.h"

/* Whether the script has a REBUILD step. */
bool scrt_script_rebuilds(const struct schemac_script *script);

/*
 * Whether a revision can be downgraded: it is not marked irreversible, and it has a downgrade
 * section (possibly empty) or its upgrade has no steps (a merge).
 */
bool scrt_script_has_down(const struct schemac_script *up, const struct schemac_script *down);

/*
 * Checks that the revision has an upgrade section for the engine, unless it has no SQL. SQL for
 * one engine is not run on another, and its absence is not taken for a revision without SQL.
 */
int scrt_script_check_dialect(struct session *session, const struct schemac_revision *revision);

/*
 * Checks the steps: every C function is registered; rebuilds are complete, inside a transaction and
 * supported by the engine.
 */
int scrt_script_check(struct session *session, const struct schemac_script *script);

/* Runs the steps in order. An error is reported at the position of its step. */
int scrt_script_run(struct session *session, const struct schemac_script *script);

#endif
