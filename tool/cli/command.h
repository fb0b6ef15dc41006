/*
 * command: a command of the tool, and one invocation of it.
 *
 * A command is one file of cmd/ with one const struct. Parsing, usage errors, --help and the manual
 * page use the same tables. Options are read into a struct of the command, which the tables
 * describe by offsets, so that nothing is global.
 *
 * Commands report to workspace->diagnostics and return 0 or -1; the exit status follows from the
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

/* One table of options of a command. A list of groups ends with options == NULL. */
struct option_group {
	const struct option *options;
	size_t base; /* offset of the group's struct in the command's struct */
};

struct invocation;

struct command {
	const char *name;
	const char *alias_of;  /* the name of the command with the same options; NULL: not an alias */
	const char *operands;  /* "[REVISION…]", "" if none */
	const char *summary;   /* one line, for the list of commands */
	const char *details;   /* paragraphs, for --help and the manual */
	const struct option_group *groups;
	size_t size;           /* of the struct of options, in bytes */
	size_t min_operands, max_operands;
	bool needs_config;     /* reads schemac.ini before it runs */
	int (*run)(struct invocation *invocation); /* 0, or -1 after diagnostics */
};

/* One run of one command. */
struct invocation {
	struct workspace *workspace;
	const struct command *const *commands; /* all commands, in the order of the help; ends with NULL */
	const struct command *command;         /* NULL: the command line names none */
	void *options;                         /* the struct of the command's options */
	struct texts operands;
	struct global_options global;
	bool json;                             /* --format=json */
	bool colour;                           /* on standard error */
	enum diag_format diagnostics_format;
};

/*
 * Checks that --frozen and CI permit an action, such as "write a revision". -1 after a diagnostic
 * that ends with the hint.
 */
int command_check_frozen(struct invocation *invocation, const char *action, const char *hint);

/* Returns the command of this name, or NULL. */
const struct command *command_find(const struct command *const *commands, const char *name);

#endif
