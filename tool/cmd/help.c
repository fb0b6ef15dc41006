/*
 * help: lists the commands or the warnings, or describes one command.
 */
#include "cli/options.h"
#include "cli/usage.h"

#include <stdio.h>
#include <string.h>

static int
run(struct invocation *invocation)
{
	const char *topic = invocation->operands.len > 0 ? invocation->operands.items[0] : NULL;
	const struct command *command =
		topic != NULL ? command_find(invocation->commands, topic) : NULL;
	if (topic == NULL)
		usage_print_overview(stdout, invocation->commands);
	else if (strcmp(topic, "warnings") == 0)
		usage_print_warnings(stdout);
	else if (command == NULL)
		return options_report_unknown_command(invocation, topic);
	else
		usage_print_command(stdout, command);
	return 0;
}

const struct command command_help = {
	.name = "help",
	.operands = "[COMMAND | warnings]",
	.summary = "list the commands or describe one",
	.details =
		"Lists the commands or describes one. `schemac help warnings` lists the ids and "
		"severities of all errors and warnings.",
	.max_operands = 1,
	.run = run,
};
