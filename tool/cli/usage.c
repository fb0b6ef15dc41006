/*
 * usage: the commands' tables as text.
 */
#include "cli/command.h"

#include "base/text.h"

#include <stdio.h>
#include <string.h>

enum {
	HELP_COLUMN = 30, /* where the texts start */
	HELP_WIDTH = 90,  /* columns */
};

#define GLOBAL(member) offsetof(struct global_options, member)

const struct option global_option_table[] = {
	{"config", 'c', false, OPTION_TEXT, "FILE", GLOBAL(config),
		"the configuration, instead of ./schemac.ini"},
	{"name", 'n', false, OPTION_TEXT, "NAME", GLOBAL(section),
		"use the section [schemac:NAME] of it"},
	{"set", 'x', false, OPTION_LIST, "KEY=VALUE", GLOBAL(extras),
		"a setting, over the one of the configuration"},
	{"directory", 'C', false, OPTION_LIST, "DIR", GLOBAL(folders),
		"run as if started in that folder"},
	{"git-dir", '\0', false, OPTION_TEXT, "DIR", GLOBAL(git_dir),
		"the git repository, as a bare one, instead of the one around; as GIT_DIR"},
	{"url", '\0', false, OPTION_TEXT, "URL", GLOBAL(url),
		"the database, instead of the configuration's"},
	{"frozen", '\0', false, OPTION_FLAG, NULL, GLOBAL(frozen),
		"write no file into versions/; the environment variable CI implies it"},
	{"quiet", 'q', false, OPTION_FLAG, NULL, GLOBAL(quiet), "say nothing but errors"},
	{"verbose", 'v', false, OPTION_FLAG, NULL, GLOBAL(verbose), "say more"},
	{"format", '\0', false, OPTION_TEXT, "text|json", GLOBAL(format),
		"the form of what a command prints"},
	{"color", '\0', false, OPTION_TEXT, "auto|always|never", GLOBAL(colour),
		"colours; NO_COLOR and CLICOLOR_FORCE are heeded"},
	{"diagnostics-format", '\0', false, OPTION_TEXT, "text|json|sarif|github|msvc",
		GLOBAL(diagnostics_format), "the form of errors and warnings"},
	{"warn", 'W', false, OPTION_LIST, "ID", GLOBAL(warnings),
		"-WID, -Wno-ID, -Werror, -Werror=ID, -Wno-error=ID: what is warned of"},
	{"limit", 'f', false, OPTION_LIST, "max-errors=N", GLOBAL(limits),
		"-fmax-errors=N: stop printing after N errors"},
	{"explain", '\0', false, OPTION_TEXT, "ID", GLOBAL(explain),
		"say what a diagnostic means and how to mend it"},
	{"help", 'h', false, OPTION_FLAG, NULL, GLOBAL(help), "this text"},
	{"version", '\0', false, OPTION_FLAG, NULL, GLOBAL(version), "the version of schemac"},
	{0},
};

const struct command *
command_find(const char *name)
{
	for (size_t i = 0; commands[i] != NULL; i++)
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	return NULL;
}

/* The text in lines of HELP_WIDTH, each after the first indented. */
static void
print_wrapped(FILE *stream, const char *text, size_t column, size_t indent)
{
	while (*text != '\0') {
		size_t length = strcspn(text, " \n");
		if (column + length > HELP_WIDTH && column > indent) {
			fprintf(stream, "\n%*s", (int)indent, "");
			column = indent;
		}
		fwrite(text, 1, length, stream);
		column += length;
		text += length;
		if (*text == '\n') {
			fprintf(stream, "\n%*s", (int)indent, "");
			column = indent;
			text++;
		} else if (*text == ' ') {
			if (text[1] != '\0' && column + 1 + strcspn(text + 1, " \n") <= HELP_WIDTH)
				fputc(' ', stream);
			column++;
			text++;
		}
	}
	fputc('\n', stream);
}

static void
print_option(FILE *stream, const struct option *option)
{
	char left[128];
	const char *dashes = option->one_dash ? "-" : "--";
	const char *equals = option->argument == NULL ? "" : option->kind == OPTION_CFLAG ? " " : "=";
	const char *argument = option->argument != NULL ? option->argument : "";
	if (option->kind == OPTION_CFLAG && option->letter != '\0')
		snprintf(left, sizeof(left), "  -%c%s", option->letter, argument);
	else if (option->kind == OPTION_CFLAG)
		snprintf(left, sizeof(left), "  -%s%s%s", option->name,
			strcmp(option->name, "std") == 0 ? "=" : " ", argument);
	else if (option->letter != '\0')
		snprintf(left, sizeof(left), "  -%c, %s%s%s%s", option->letter, dashes,
			option->name, equals, argument);
	else
		snprintf(left, sizeof(left), "      %s%s%s%s", dashes, option->name, equals,
			argument);
	fprintf(stream, "%-*s", HELP_COLUMN, left);
	if (strlen(left) >= HELP_COLUMN)
		fprintf(stream, "\n%*s", HELP_COLUMN, "");
	print_wrapped(stream, option->help, HELP_COLUMN, HELP_COLUMN);
}

void
command_print_help(FILE *stream, const struct command *command)
{
	fprintf(stream, "usage: schemac %s [OPTION…]%s%s\n\n", command->name,
		*command->operands != '\0' ? " " : "", command->operands);
	print_wrapped(stream, command->details, 0, 0);
	bool any = false;
	for (const struct option_group *group = command->groups;
		group != NULL && group->options != NULL; group++)
		for (const struct option *option = group->options; option->name != NULL; option++) {
			if (!any)
				fputs("\noptions:\n", stream);
			any = true;
			print_option(stream, option);
		}
	fputs("\noptions of every command:\n", stream);
	for (const struct option *option = global_option_table; option->name != NULL; option++)
		print_option(stream, option);
}

void
command_print_overview(FILE *stream)
{
	fputs("usage: schemac [OPTION…] COMMAND [OPTION…] [OPERAND…] [@FILE]\n\n"
	      "schemac compiles annotated C headers into a database schema, compares it with the\n"
	      "reviewed revisions in versions/, and takes databases from one revision to the next.\n\n"
	      "commands:\n",
		stream);
	for (size_t i = 0; commands[i] != NULL; i++) {
		fprintf(stream, "  %-16s", commands[i]->name);
		print_wrapped(stream, commands[i]->summary, 18, 18);
	}
	fputs("\nexit status: 0 in sync, 1 findings, 2 usage or configuration, 3 input that cannot be\n"
	      "read or compiled, 4 the database, git or the system failed.\n\n"
	      "`schemac help COMMAND` says more; `schemac --explain ID` explains a diagnostic.\n",
		stream);
}
