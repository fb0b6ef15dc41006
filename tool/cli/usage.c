#include "cli/usage.h"

#include "base/text.h"
#include "cli/terminal.h"

#include <stdlib.h>
#include <string.h>

enum {
	NARROW = 70, /* below this width, descriptions start on a new line */
	NARROW_INDENT = 8,
	USAGE_INDENT = 7, /* the width of "usage: " */
	OPTION_COLUMN = 30,
	COMMAND_COLUMN = 18,
	WARNING_COLUMN = 33,
};


/*
 * Prints the text in lines of at most `width` columns. The first line starts at `column`, all
 * others are indented by `indent` spaces. A UTF-8 sequence counts as one column.
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

/* Prints the left part of a row and its description, which starts at `column` if there is room. */
static void
print_row(FILE *stream, const char *left, const char *description, size_t column, size_t width)
{
	const size_t length = strlen(left), used = text_columns(left, length);
	const size_t indent = width < NARROW ? NARROW_INDENT : column;
	fputs(left, stream);
	if (used >= indent || width < NARROW)
		fprintf(stream, "\n%*s", (int)indent, "");
	else
		fprintf(stream, "%*s", (int)(indent - used), "");
	print_wrapped(stream, description, width, indent, indent);
}

static void
print_option(FILE *stream, const struct option *option, size_t width)
{
	char left[128];
	const char *dashes = option->one_dash ? "-" : "--";
	const char *equals = option->argument == NULL       ? ""
			     : option->kind == OPTION_CFLAG ? " "
							    : "=";
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
	print_row(stream, left, option->help, OPTION_COLUMN, width);
}

void
usage_print_command(FILE *stream, const struct command *command)
{
	const size_t width = terminal_text_width(fileno(stream));
	char title[128];
	snprintf(title, sizeof(title), "usage: schemac %s [OPTION…]%s%s", command->name,
		*command->operands != '\0' ? " " : "", command->operands);
	print_wrapped(stream, title, width, 0, USAGE_INDENT);
	fputc('\n', stream);
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
	print_wrapped(stream, "usage: schemac [OPTION…] COMMAND [OPTION…] [OPERAND…] [@FILE]",
		width, 0, USAGE_INDENT);
	fputc('\n', stream);
	print_wrapped(stream,
		"schemac compiles annotated C headers into a database schema, compares it with the "
		"reviewed revisions in versions/, and migrates databases from one revision to "
		"another.",
		width, 0, 0);
	fputs("\ncommands:\n", stream);
	for (size_t i = 0; commands[i] != NULL; i++) {
		char left[64];
		snprintf(left, sizeof(left), "  %s", commands[i]->name);
		print_row(stream, left, commands[i]->summary, COMMAND_COLUMN, width);
	}
	fputc('\n', stream);
	print_wrapped(stream,
		"exit status: 0 in sync, 1 findings, 2 usage or configuration error, 3 input that "
		"cannot be read or compiled, 4 failure of the database, git or the system.",
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

void
usage_print_warnings(FILE *stream)
{
	const size_t width = terminal_text_width(fileno(stream));
	const struct diag_kind *kinds[DIAG_COUNT];
	for (int i = 0; i < DIAG_COUNT; i++)
		kinds[i] = diag_kind((enum diag_id)i);
	qsort(kinds, DIAG_COUNT, sizeof(*kinds), compare_ids);
	print_wrapped(stream,
		"The id of each error and warning, its severity without -W options, and its "
		"meaning. -W options cannot change the severity `always`. `schemac --explain ID` "
		"describes a diagnostic.",
		width, 0, 0);
	fputc('\n', stream);
	for (int i = 0; i < DIAG_COUNT; i++) {
		char left[64];
		snprintf(left, sizeof(left), "  %-21s %s", kinds[i]->id, severity_name(kinds[i]));
		print_row(stream, left, kinds[i]->title, WARNING_COLUMN, width);
	}
}
