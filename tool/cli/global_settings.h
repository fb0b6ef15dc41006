/*
 * global_settings: the global options that select colours, formats, limits and warnings. They are
 * checked and stored in the invocation and its diagnostics.
 */
#ifndef SCHEMAC_CLI_GLOBAL_SETTINGS_H
#define SCHEMAC_CLI_GLOBAL_SETTINGS_H

#include "cli/command.h"

/* Reads --color, --diagnostics-format, --format and -f. Returns -1 after a diagnostic. */
int global_settings_read(struct invocation *invocation);

/*
 * Applies the -W options. Call this after the configuration has been read, because they override
 * it. Returns -1 after a diagnostic.
 */
int global_settings_read_warnings(struct invocation *invocation);

#endif
