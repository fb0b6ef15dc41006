/*
 * options: a command line read by popt from the tables of the commands.
 */
#ifndef SCHEMAC_CLI_OPTIONS_H
#define SCHEMAC_CLI_OPTIONS_H

#include "base/text.h"
#include "cli/command.h"

/* Reads what stands in front of the command: sets invocation->global and invocation->command. */
int options_read_global(struct invocation *invocation, const struct texts *arguments, size_t *used);

/* Reads the command's own options and operands. */
int options_read_command(struct invocation *invocation, const struct texts *arguments, size_t from);

/* An error with the nearest name. Always -1. */
int options_report_unknown_command(struct invocation *invocation, const char *name);

/*
 * The arguments with each @FILE replaced by the words in that file, as gcc does: separated by white
 * space, with '…', "…" and backslashes.
 */
int options_expand(struct invocation *invocation, int argc, char **argv, struct texts *out);

#endif
