#include "cli/options.h"

#include "base/file.h"
#include "base/secret.h"
#include "base/strbuf.h"
#include "base/text.h"

#include <errno.h>
#include <popt.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPTIONS_MAX = 64,       /* of one command, including the global options */
	FILE_DEPTH_MAX = 16,    /* of nested @files */
	ARGUMENTS_MAX = 100000, /* after @files have been expanded */
};

/* An option and the address at which its value is stored. */
struct destination {
	const struct option *option;
	char *place;
};

struct command_line {
	struct invocation *invocation;
	struct poptOption table[OPTIONS_MAX + 1];
	struct destination destinations[OPTIONS_MAX];
	const char *names[OPTIONS_MAX]; /* candidates for suggestions */
	size_t count;
};

/*
 * "-1" is a revision, not an option. It is passed to popt with a prefix byte that never occurs in
 * arguments.
 */
enum { RELATIVE_MARK = '\1' };

static const char *
mark_relative(struct arena *arena, const char *argument)
{
	if (argument[0] != '-' || !char_is_digit(argument[1]))
		return argument;
	return arena_printf(arena, "%c%s", RELATIVE_MARK, argument);
}

static const char *
unmark_relative(const char *argument)
{
	return argument != NULL && argument[0] == RELATIVE_MARK ? argument + 1 : argument;
}

static void
add_option(struct command_line *line, const struct option *option, void *base)
{
	struct poptOption *entry = &line->table[line->count];
	if (line->count == OPTIONS_MAX)
		abort();
	*entry = (struct poptOption){.longName = option->name,
		.shortName = option->letter,
		.argInfo = option->argument != NULL ? POPT_ARG_STRING : POPT_ARG_NONE,
		.val = (int)line->count + 1};
	if (option->one_dash)
		entry->argInfo |= POPT_ARGFLAG_ONEDASH;
	line->destinations[line->count] =
		(struct destination){.option = option, .place = (char *)base + option->offset};
	line->names[line->count++] = option->name;
}

static void
add_table(struct command_line *line, const struct option *options, void *base)
{
	for (; options->name != NULL; options++)
		add_option(line, options, base);
}

/* Adds "-I" "folder" as two words, and "-std=c11" as one word. */
static void
add_cflag(struct arena *arena, struct texts *words, const struct option *option, const char *value)
{
	if (option->one_dash && strcmp(option->name, "std") == 0) {
		*VEC_ADD(arena, words) = arena_printf(arena, "-std=%s", value);
		return;
	}
	*VEC_ADD(arena, words) = option->one_dash ? arena_printf(arena, "-%s", option->name)
						  : arena_printf(arena, "-%c", option->letter);
	*VEC_ADD(arena, words) = value;
}

static void
store(struct command_line *line, int number, char *value)
{
	struct arena *arena = &line->invocation->workspace->arena;
	const struct destination *destination = &line->destinations[number - 1];
	if (destination->option == NULL)
		abort();
	const char *copy = arena_strdup(arena, unmark_relative(value));
	free(value);
	switch (destination->option->kind) {
	case OPTION_FLAG:
		*(bool *)destination->place = true;
		break;
	case OPTION_TEXT:
		*(const char **)destination->place = copy;
		break;
	case OPTION_LIST:
		*VEC_ADD(arena, (struct texts *)destination->place) = copy;
		break;
	case OPTION_CFLAG:
		add_cflag(arena, (struct texts *)destination->place, destination->option, copy);
		break;
	}
}

/* Adds a note on how to list the valid options or values. */
static void
note_help(struct invocation *invocation, const char *option)
{
	struct diagnostics *diagnostics = &invocation->workspace->diagnostics;
	const struct command *command = invocation->command;
	if (strcmp(option, "explain") == 0)
		diag_note(diagnostics, (struct location){0},
			"`schemac help warnings` lists the ids");
	else
		diag_note(diagnostics, (struct location){0}, "`schemac help%s%s` lists the options",
			command != NULL ? " " : "", command != NULL ? command->name : "");
}

static int
report_bad_option(struct command_line *line, poptContext popt, int error)
{
	struct diagnostics *diagnostics = &line->invocation->workspace->diagnostics;
	const char *bad = poptBadOption(popt, POPT_BADOPTION_NOALIAS);
	const char *name = bad + strspn(bad, "-");
	if (error == POPT_ERROR_BADOPT) {
		const char *nearest = text_nearest(name, line->names, line->count);
		diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0}, "unknown option '%s'",
			bad);
		if (nearest != NULL)
			diag_suggest(diagnostics,
				arena_printf(&line->invocation->workspace->arena, "--%s", nearest));
	} else if (error == POPT_ERROR_NOARG)
		diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"option '%s' requires a value", bad);
	else
		diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0}, "option '%s': %s", bad,
			poptStrerror(error));
	note_help(line->invocation, name);
	return -1;
}

/* Reads the options and appends all other arguments to rest. */
static int
read_options(struct command_line *line, const struct texts *arguments, size_t from, unsigned flags,
	struct texts *rest)
{
	struct arena *arena = &line->invocation->workspace->arena;
	size_t count = arguments->len - from;
	const char **argv = arena_alloc(arena, (count + 2) * sizeof(*argv));
	argv[0] = "schemac";
	for (size_t i = 0; i < count; i++)
		argv[i + 1] = mark_relative(arena, arguments->items[from + i]);
	poptContext popt = poptGetContext(
		NULL, (int)count + 1, (const char **)argv, line->table, flags);
	if (popt == NULL)
		out_of_memory(count);
	int number, result = 0;
	while ((number = poptGetNextOpt(popt)) > 0)
		store(line, number, poptGetOptArg(popt));
	if (number < -1)
		result = report_bad_option(line, popt, number);
	const char **left = result == 0 ? poptGetArgs(popt) : NULL;
	for (; left != NULL && *left != NULL; left++)
		*VEC_ADD(arena, rest) = arena_strdup(arena, unmark_relative(*left));
	poptFreeContext(popt);
	return result;
}

int
options_report_unknown_command(struct invocation *invocation, const char *name)
{
	struct diagnostics *diagnostics = &invocation->workspace->diagnostics;
	const char *names[64];
	size_t count = 0;
	for (size_t i = 0; invocation->commands[i] != NULL && count < 64; i++)
		names[count++] = invocation->commands[i]->name;
	diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"'%s' is not a schemac command", name);
	diag_suggest(diagnostics, text_nearest(name, names, count));
	diag_note(diagnostics, (struct location){0}, "`schemac help` lists the commands");
	return -1;
}

int
options_read_global(struct invocation *invocation, const struct texts *arguments, size_t *used)
{
	struct command_line line = {.invocation = invocation};
	struct texts rest = {0};
	add_table(&line, global_option_table, &invocation->global);
	if (read_options(&line, arguments, 0, POPT_CONTEXT_POSIXMEHARDER, &rest) != 0)
		return -1;
	*used = arguments->len - rest.len;
	if (rest.len == 0)
		return 0;
	invocation->command = command_find(invocation->commands, rest.items[0]);
	++*used;
	return invocation->command != NULL
		       ? 0
		       : options_report_unknown_command(invocation, rest.items[0]);
}

/* Reports an operand that is the URL of a database, for a command that does not take one. */
static int
refuse_url(struct invocation *invocation)
{
	struct diagnostics *diagnostics = &invocation->workspace->diagnostics;
	VEC_EACH (const char *, operand, invocation->operands) {
		if (invocation->command->takes_database || !secret_is_in(*operand))
			continue;
		diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"unexpected argument '%s': %s does not take the URL of a database",
			*operand, invocation->command->name);
		diag_note(diagnostics, (struct location){0},
			"the option --url and `url` in schemac.ini name the database");
		return -1;
	}
	return 0;
}

static int
check_operands(struct invocation *invocation)
{
	struct diagnostics *diagnostics = &invocation->workspace->diagnostics;
	const struct command *command = invocation->command;
	const size_t count = invocation->operands.len;
	if (invocation->global.help ||
		(count >= command->min_operands && count <= command->max_operands))
		return refuse_url(invocation);
	if (count > command->max_operands)
		diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"unexpected argument '%s': %s takes %s",
			invocation->operands.items[command->max_operands], command->name,
			*command->operands != '\0' ? command->operands : "no arguments");
	else
		diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"missing argument: %s takes %s", command->name, command->operands);
	diag_note(diagnostics, (struct location){0}, "`schemac help %s` describes the command",
		command->name);
	return -1;
}

int
options_read_command(struct invocation *invocation, const struct texts *arguments, size_t from)
{
	struct command_line line = {.invocation = invocation};
	invocation->options = arena_alloc(&invocation->workspace->arena, invocation->command->size);
	for (const struct option_group *group = invocation->command->groups;
		group != NULL && group->options != NULL; group++)
		add_table(&line, group->options, (char *)invocation->options + group->base);
	add_table(&line, global_option_table, &invocation->global);
	if (read_options(&line, arguments, from, 0, &invocation->operands) != 0)
		return -1;
	return check_operands(invocation);
}

/* Skips white space and reads the next word of an @file. Returns false at the end. */
static bool
next_word(struct strbuf *word, const char **text)
{
	while (char_is_space(**text))
		++*text;
	if (**text == '\0')
		return false;
	char quote = '\0';
	for (; **text != '\0' && (quote != '\0' || !char_is_space(**text)); ++*text) {
		char c = **text;
		if (c == '\\' && quote != '\'' && (*text)[1] != '\0')
			strbuf_addch(word, *++*text);
		else if (quote == '\0' && (c == '\'' || c == '"'))
			quote = c;
		else if (c == quote && quote != '\0')
			quote = '\0';
		else
			strbuf_addch(word, c);
	}
	return true;
}

static int expand(
	struct invocation *invocation, const char *argument, unsigned depth, struct texts *out);

static int
expand_file(struct invocation *invocation, const char *path, unsigned depth, struct texts *out)
{
	struct strbuf text = STRBUF_INIT, word = STRBUF_INIT;
	if (depth == FILE_DEPTH_MAX)
		return diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE,
			location_of_file(path),
			"@files are nested too deeply; does a file include itself?");
	int result = file_read(&text, path);
	if (result != 0)
		diag_add(&invocation->workspace->diagnostics, DIAG_CANNOT_READ,
			location_of_file(path), "cannot read options from @%s: %s", path,
			file_error(errno));
	const char *at = text.buf;
	while (result == 0 && next_word(&word, &at)) {
		result = expand(invocation, arena_strdup(&invocation->workspace->arena, word.buf),
			depth + 1, out);
		strbuf_reset(&word);
	}
	strbuf_release(&word);
	strbuf_release(&text);
	return result;
}

/* Messages quote a whole argument, or the value of "--url=VALUE" or "url=VALUE". */
static void
conceal(struct invocation *invocation, const char *argument)
{
	struct diagnostics *diagnostics = &invocation->workspace->diagnostics;
	const char *equals = strchr(argument, '=');
	diag_conceal(diagnostics, argument);
	if (equals != NULL && secret_is_in(equals + 1))
		diag_conceal(diagnostics, equals + 1);
}

static int
expand(struct invocation *invocation, const char *argument, unsigned depth, struct texts *out)
{
	if (argument[0] == '@' && argument[1] != '\0')
		return expand_file(invocation, argument + 1, depth, out);
	if (out->len == ARGUMENTS_MAX)
		return diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE,
			(struct location){0}, "too many arguments; the limit is %d", ARGUMENTS_MAX);
	conceal(invocation, argument);
	*VEC_ADD(&invocation->workspace->arena, out) = argument;
	return 0;
}

int
options_expand(struct invocation *invocation, int argc, char **argv, struct texts *out)
{
	for (int i = 1; i < argc; i++)
		if (expand(invocation, argv[i], 0, out) != 0)
			return -1;
	return 0;
}
