/*
 * usage: prints the tables of commands, options and diagnostics, wrapped to fit the terminal.
 */
#ifndef SCHEMAC_CLI_USAGE_H
#define SCHEMAC_CLI_USAGE_H

#include "cli/command.h"

#include <stdio.h>

/* --help of a command: its usage, description and options. */
void usage_print_command(FILE *stream, const struct command *command);

/* The list of commands and exit statuses. */
void usage_print_overview(FILE *stream, const struct command *const *commands);

/* The list of diagnostics with their default severities. */
void usage_print_warnings(FILE *stream);

/* --explain: the title and the explanation of a diagnostic. */
void usage_print_explanation(FILE *stream, const struct diag_kind *kind);

#endif
