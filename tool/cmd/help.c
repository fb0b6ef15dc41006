/*
 * help: lists the commands or the warnings, or describes one command.
 */
#include "cli/options.h"
#include "cli/usage.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *
severity_name(const struct diag_kind *kind)
{
	static const char *const names[] = {
		[SEVERITY_IGNORED] = "off",
		[SEVERITY_NOTE] = "note",
		[SEVERITY_WARNING] = "warning",
		[SEVERITY_ERROR] = "error",
	};
	return kind->fixed ? "always" : names[kind->severity];
}

static int
compare_ids(const void *a, const void *b)
{
	const struct diag_kind *const *left = a, *const *right = b;
	return strcmp((*left)->id, (*right)->id);
}

static void
print_warnings(void)
{
	const struct diag_kind *kinds[DIAG_COUNT];
	for (int i = 0; i < DIAG_COUNT; i++)
		kinds[i] = diag_kind((enum diag_id)i);
	qsort(kinds, DIAG_COUNT, sizeof(*kinds), compare_ids);
	puts("Each id, its severity without -W options, and its meaning. `always` is an error that\n"
	     "no option changes. `schemac --explain ID` describes one.\n");
	for (int i = 0; i < DIAG_COUNT; i++)
		printf("  %-21s %-8s %s\n", kinds[i]->id, severity_name(kinds[i]), kinds[i]->title);
}

static int
run(struct invocation *invocation)
{
	const char *topic = invocation->operands.len > 0 ? invocation->operands.items[0] : NULL;
	const struct command *command = topic != NULL ? command_find(invocation->commands, topic) : NULL;
	if (topic == NULL)
		usage_print_overview(stdout, invocation->commands);
	else if (strcmp(topic, "warnings") == 0)
		print_warnings();
	else if (command == NULL)
		return options_report_unknown_command(invocation, topic);
	else
		usage_print_command(stdout, command);
	return 0;
}

const struct command command_help = {
	.name = "help",
	.operands = "[COMMAND | warnings]",
	.summary = "list the commands, or describe one",
	.details = "Lists the commands, or describes one. `schemac help warnings` lists the ids of all errors and warnings, with their severities.",
	.max_operands = 1,
	.run = run,
};
