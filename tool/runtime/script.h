/*
 * script: one way of one revision: checked before the run, run inside it.
 */
#ifndef SCHEMAC_RUNTIME_SCRIPT_H
#define SCHEMAC_RUNTIME_SCRIPT_H

#include "runtime/driver.h"

bool scrt_script_rebuilds(const struct schemac_script *script);

/* That every C step is known, and rebuilds are whole, inside a transaction and understood here. */
int scrt_script_check(struct session *session, const struct schemac_script *script);

/* Runs the steps in order. Errors are located at the step. */
int scrt_script_run(struct session *session, const struct schemac_script *script);

#endif
