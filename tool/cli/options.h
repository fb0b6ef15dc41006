/*
 * options: reads the command line with popt, according to the tables of options.
 */
#ifndef SCHEMAC_CLI_OPTIONS_H
#define SCHEMAC_CLI_OPTIONS_H

#include "base/text.h"
#include "cli/command.h"

/*
 * Reads the options before the command's name, and the name: sets invocation->global and
 * invocation->command. `used` is the number of arguments read. -1 after a diagnostic.
 */
int options_read_global(struct invocation *invocation, const struct texts *arguments, size_t *used);

/*
 * Reads the arguments from number `from` on: the command's options and operands. -1 after a
 * diagnostic.
 */
int options_read_command(struct invocation *invocation, const struct texts *arguments, size_t from);

/* Reports an error that suggests the nearest name. Returns -1. */
int options_report_unknown_command(struct invocation *invocation, const char *name);

/*
 * Appends the arguments to out. As in gcc, an @FILE is replaced by the words in that file. White
 * space separates words; '…', "…" and backslashes quote. -1 after a diagnostic.
 */
int options_expand(struct invocation *invocation, int argc, char **argv, struct texts *out);

#endif
