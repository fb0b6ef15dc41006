/*
 * usage: the tables of commands, options and diagnostics as text, in lines that fit the terminal.
 */
#ifndef SCHEMAC_CLI_USAGE_H
#define SCHEMAC_CLI_USAGE_H

#include "cli/command.h"

#include <stdio.h>

/* "usage: schemac COMMAND …" with the command's options. */
void usage_print_command(FILE *stream, const struct command *command);

/* All commands, and the exit statuses. */
void usage_print_overview(FILE *stream, const struct command *const *commands);

/* --explain: the title and the explanation of a diagnostic. */
void usage_print_explanation(FILE *stream, const struct diag_kind *kind);

#endif
