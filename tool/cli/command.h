/*
 * command: a command of the tool, and one invocation of it.
 *
 * A command is one file of cmd/ with one const struct: parsing, usage errors, --help and the manual page
 * come from the same tables. Options are read into a struct of the command's own, described by offsets,
 * so that nothing is global.
 *
 * Commands report to workspace->diagnostics and return 0 or -1; the exit status follows from the
 * diagnostics (diag_exit_status). Only the data that was asked for is written to standard output.
 */
#ifndef SCHEMAC_CLI_COMMAND_H
#define SCHEMAC_CLI_COMMAND_H

#include "base/arena.h"
#include "base/text.h"
#include "cli/global_options.h"
#include "cli/option.h"
#include "diag/diag.h"
#include "workspace/workspace.h"

#include <stdbool.h>
#include <stddef.h>

/* The options of one command: a table per concern, ends with NULL. */
struct option_group {
	const struct option *options;
	size_t base; /* added to the offsets: where the group's struct is in the command's */
};

struct invocation;

struct command {
	const char *name;
	const char *alias_of;  /* makemigrations is revision --autogenerate; NULL: no alias */
	const char *operands;  /* "[REVISION…]", "" if none */
	const char *summary;   /* a line, for the list of commands */
	const char *details;   /* paragraphs, for --help and the manual */
	const struct option_group *groups;
	size_t size;           /* bytes of the options' struct */
	size_t min_operands, max_operands;
	bool needs_config;     /* reads schemac.ini before it runs */
	int (*run)(struct invocation *invocation); /* 0, or -1 after diagnostics */
};

/* One run of one command. */
struct invocation {
	struct workspace *workspace;
	const struct command *const *commands; /* all there are, in the order of the help; ends with NULL */
	const struct command *command;         /* NULL: none is named */
	void *options;                         /* the command's struct */
	struct texts operands;
	struct global_options global;
	bool json;                             /* --format=json */
	bool colour;                           /* on standard error */
	enum diag_format diagnostics_format;
};

/* The command of that name; NULL: there is none. */
const struct command *command_find(const struct command *const *commands, const char *name);

#endif
