/*
 * help: what commands there are, and how one is used.
 */
#include "cmd/command.h"

#include <stdio.h>

static int
run(struct context *context)
{
	if (context->operands.len == 0) {
		command_print_overview(stdout);
		return 0;
	}
	const struct command *command = command_find(context->operands.items[0]);
	if (command == NULL)
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"'%s' is no command of schemac", context->operands.items[0]);
	command_print_help(stdout, command);
	return 0;
}

const struct command command_help = {
	.name = "help",
	.operands = "[COMMAND]",
	.summary = "say what there is, or how a command is used",
	.details = "Lists the commands, or says how one is used.",
	.max_operands = 1,
	.run = run,
};
