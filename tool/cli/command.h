/*
 * command: a command of the tool, and one invocation of it.
 *
 * Each command is one file in cmd/ that defines one const struct. Parsing, usage errors, --help and
 * the manual page use the same tables. Options are stored in the command's own struct, at the
 * offsets given in the tables, so that nothing is global.
 *
 * Commands report to workspace->diagnostics and return 0 or -1; the exit status is derived from the
 * diagnostics (diag_exit_status). Standard output contains only the requested data.
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

/* A table of command options. An array of groups ends with options == NULL. */
struct option_group {
	const struct option *options;
	size_t base; /* offset of the group's struct in the command's struct */
};

struct invocation;

struct command {
	const char *name;
	const char *alias_of;  /* the name of the command with the same options; NULL: not an alias */
	const char *operands;  /* such as "[REVISION…]"; "" if none */
	const char *summary;   /* one line, for the list of commands */
	const char *details;   /* paragraphs, for --help and the manual */
	const struct option_group *groups;
	size_t size;           /* of the options struct, in bytes */
	size_t min_operands, max_operands;
	bool takes_database; /* an operand may be the URL of a database */
	bool needs_config;     /* read schemac.ini before running it */
	int (*run)(struct invocation *invocation); /* 0, or -1 after diagnostics */
};

/* One run of one command. */
struct invocation {
	struct workspace *workspace;
	const struct command *const *commands; /* all, in help order; NULL-terminated */
	const struct command *command;         /* NULL: no command was given */
	void *options;                         /* the struct of the command's options */
	struct texts operands;
	struct global_options global;
	bool json;                             /* --format=json */
	bool colour;                           /* use colours on standard error */
	enum diag_format diagnostics_format;
};

/*
 * Checks that neither --frozen nor CI forbids an action, such as "write a revision". Returns -1
 * after a diagnostic that ends with the hint.
 */
int command_check_frozen(struct invocation *invocation, const char *action, const char *hint);

/* Returns the command with this name, or NULL. */
const struct command *command_find(const struct command *const *commands, const char *name);

#endif
