#include "cli/usage.h"

#include "base/text.h"
#include "cli/terminal.h"

#include <string.h>

enum {
	HELP_COLUMN = 30, /* where the descriptions of options start */
};

/*
 * The text in lines of at most `width` columns; every line but the first starts with `indent` spaces. The
 * first line starts at `column`. UTF-8 sequences count as one column.
 */
static void
print_wrapped(FILE *stream, const char *text, size_t width, size_t column, size_t indent)
{
	while (*text != '\0') {
		size_t length = strcspn(text, " \n");
		size_t columns = text_columns(text, length);
		if (column + columns > width && column > indent) {
			fprintf(stream, "\n%*s", (int)indent, "");
			column = indent;
		}
		fwrite(text, 1, length, stream);
		column += columns;
		text += length;
		if (*text == '\n') {
			fprintf(stream, "\n%*s", text[1] == '\n' ? 0 : (int)indent, "");
			column = indent;
			text++;
		} else if (*text == ' ') {
			size_t next = strcspn(text + 1, " \n");
			if (text[1] != '\0' && column + 1 + text_columns(text + 1, next) <= width)
				fputc(' ', stream);
			column++;
			text++;
		}
	}
	fputc('\n', stream);
}

static void
print_option(FILE *stream, const struct option *option, size_t width)
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
	print_wrapped(stream, option->help, width, HELP_COLUMN, HELP_COLUMN);
}

void
usage_print_command(FILE *stream, const struct command *command)
{
	const size_t width = terminal_text_width(fileno(stream));
	fprintf(stream, "usage: schemac %s [OPTION…]%s%s\n\n", command->name,
		*command->operands != '\0' ? " " : "", command->operands);
	print_wrapped(stream, command->details, width, 0, 0);
	bool any = false;
	for (const struct option_group *group = command->groups;
		group != NULL && group->options != NULL; group++)
		for (const struct option *option = group->options; option->name != NULL; option++) {
			if (!any)
				fputs("\noptions:\n", stream);
			any = true;
			print_option(stream, option, width);
		}
	fputs("\noptions of every command:\n", stream);
	for (const struct option *option = global_option_table; option->name != NULL; option++)
		print_option(stream, option, width);
}

void
usage_print_overview(FILE *stream, const struct command *const *commands)
{
	const size_t width = terminal_text_width(fileno(stream));
	fputs("usage: schemac [OPTION…] COMMAND [OPTION…] [OPERAND…] [@FILE]\n\n", stream);
	print_wrapped(stream,
		"schemac compiles annotated C headers into a database schema, compares it with the "
		"reviewed revisions in versions/, and migrates databases from one revision to "
		"another.",
		width, 0, 0);
	fputs("\ncommands:\n", stream);
	for (size_t i = 0; commands[i] != NULL; i++) {
		fprintf(stream, "  %-16s", commands[i]->name);
		print_wrapped(stream, commands[i]->summary, width, 18, 18);
	}
	fputc('\n', stream);
	print_wrapped(stream,
		"exit status: 0 in sync, 1 findings, 2 usage or configuration, 3 input that cannot "
		"be read or compiled, 4 a failure of the database, of git or of the system.",
		width, 0, 0);
	fputc('\n', stream);
	print_wrapped(stream,
		"`schemac help COMMAND` describes a command; `schemac --explain ID` explains a "
		"diagnostic.",
		width, 0, 0);
}

void
usage_print_explanation(FILE *stream, const struct diag_kind *kind)
{
	const size_t width = terminal_text_width(fileno(stream));
	char title[256];
	snprintf(title, sizeof(title), "%s: %s", kind->id, kind->title);
	print_wrapped(stream, title, width, 0, 0);
	fputc('\n', stream);
	print_wrapped(stream, kind->explanation, width, 0, 0);
}
