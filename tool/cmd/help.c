/*
 * help: what commands there are, and how one is used.
 */
#include "cli/options.h"

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
		return options_report_unknown_command(context, context->operands.items[0]);
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
