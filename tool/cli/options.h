/*
 * options: parses the command line with popt, using the option tables.
 */
#ifndef SCHEMAC_CLI_OPTIONS_H
#define SCHEMAC_CLI_OPTIONS_H

#include "base/text.h"
#include "cli/command.h"

/*
 * Reads the options before the command's name, and the name itself, into invocation->global and
 * invocation->command. Sets `used` to the number of arguments read. Returns -1 after a diagnostic.
 */
int options_read_global(struct invocation *invocation, const struct texts *arguments, size_t *used);

/*
 * Reads the command's options and operands, which start at argument number `from`. Returns -1 after
 * a diagnostic.
 */
int options_read_command(struct invocation *invocation, const struct texts *arguments, size_t from);

/* Reports an unknown command and suggests the most similar name. Returns -1. */
int options_report_unknown_command(struct invocation *invocation, const char *name);

/*
 * Appends the arguments to out. As in gcc, an @FILE is replaced by the words in that file. White
 * space separates words; '…', "…" and backslashes quote. Returns -1 after a diagnostic.
 */
int options_expand(struct invocation *invocation, int argc, char **argv, struct texts *out);

#endif
