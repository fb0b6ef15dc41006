#include "cli/options.h"

#include "base/file.h"
#include "base/strbuf.h"
#include "base/text.h"

#include <errno.h>
#include <popt.h>
#include <stdlib.h>
#include <string.h>

enum {
	OPTIONS_MAX = 64,       /* in one command's tables, with the global ones */
	FILE_DEPTH_MAX = 16,    /* @files within @files */
	ARGUMENTS_MAX = 100000, /* after @files are read */
};

/* An option with the struct it writes to. */
struct target {
	const struct option *option;
	char *place;
};

struct reading {
	struct context *context;
	struct poptOption table[OPTIONS_MAX + 1];
	struct target targets[OPTIONS_MAX];
	const char *names[OPTIONS_MAX]; /* for suggestions */
	size_t count;
};

/*
 * "-1" is a revision and no option: it goes through popt behind a byte that no argument starts
 * with.
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
add_option(struct reading *reading, const struct option *option, void *base)
{
	struct poptOption *entry = &reading->table[reading->count];
	if (reading->count == OPTIONS_MAX)
		abort();
	*entry = (struct poptOption){.longName = option->name,
		.shortName = option->letter,
		.argInfo = option->argument != NULL ? POPT_ARG_STRING : POPT_ARG_NONE,
		.val = (int)reading->count + 1};
	if (option->one_dash)
		entry->argInfo |= POPT_ARGFLAG_ONEDASH;
	reading->targets[reading->count] =
		(struct target){.option = option, .place = (char *)base + option->offset};
	reading->names[reading->count++] = option->name;
}

static void
add_table(struct reading *reading, const struct option *options, void *base)
{
	for (; options->name != NULL; options++)
		add_option(reading, options, base);
}

/* "-I" "folder" as two words; "-std=c11" as one. */
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
store(struct reading *reading, int number, char *value)
{
	struct arena *arena = &reading->context->arena;
	const struct target *target = &reading->targets[number - 1];
	if (target->option == NULL)
		abort();
	const char *copy = arena_strdup(arena, unmark_relative(value));
	free(value);
	switch (target->option->kind) {
	case OPTION_FLAG:
		*(bool *)target->place = true;
		break;
	case OPTION_TEXT:
		*(const char **)target->place = copy;
		break;
	case OPTION_LIST:
		*VEC_ADD(arena, (struct texts *)target->place) = copy;
		break;
	case OPTION_CFLAG:
		add_cflag(arena, (struct texts *)target->place, target->option, copy);
		break;
	}
}

static int
report_bad_option(struct reading *reading, poptContext popt, int error)
{
	struct context *context = reading->context;
	const char *name = context->command != NULL ? context->command->name : NULL;
	const char *bad = poptBadOption(popt, POPT_BADOPTION_NOALIAS);
	const char *plain = bad + strspn(bad, "-");
	const char *nearest = text_nearest(plain, reading->names, reading->count);
	diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0}, "option '%s': %s", bad,
		error == POPT_ERROR_NOARG ? "needs a value"
		: error == POPT_ERROR_BADOPT
			? "not known here"
			: poptStrerror(error));
	if (error == POPT_ERROR_BADOPT && nearest != NULL)
		diag_note(&context->diagnostics, (struct location){0}, "did you mean '--%s'?", nearest);
	diag_note(&context->diagnostics, (struct location){0}, "`schemac help%s%s` lists the options",
		name != NULL ? " " : "", name != NULL ? name : "");
	return -1;
}

/* Reads options; what is left over goes to rest. */
static int
read_options(struct reading *reading, const struct texts *arguments, size_t from, unsigned flags,
	struct texts *rest)
{
	struct arena *arena = &reading->context->arena;
	size_t count = arguments->len - from;
	const char **argv = arena_alloc(arena, (count + 2) * sizeof(*argv));
	argv[0] = "schemac";
	for (size_t i = 0; i < count; i++)
		argv[i + 1] = mark_relative(arena, arguments->items[from + i]);
	poptContext popt = poptGetContext(
		NULL, (int)count + 1, (const char **)argv, reading->table, flags);
	if (popt == NULL)
		out_of_memory(count);
	int number, result = 0;
	while ((number = poptGetNextOpt(popt)) > 0)
		store(reading, number, poptGetOptArg(popt));
	if (number < -1)
		result = report_bad_option(reading, popt, number);
	const char **left = result == 0 ? poptGetArgs(popt) : NULL;
	for (; left != NULL && *left != NULL; left++)
		*VEC_ADD(arena, rest) = arena_strdup(arena, unmark_relative(*left));
	poptFreeContext(popt);
	return result;
}

int
options_report_unknown_command(struct context *context, const char *name)
{
	const char *names[64];
	size_t count = 0;
	for (size_t i = 0; commands[i] != NULL && count < 64; i++)
		names[count++] = commands[i]->name;
	const char *nearest = text_nearest(name, names, count);
	diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"'%s' is no command of schemac", name);
	if (nearest != NULL)
		diag_note(&context->diagnostics, (struct location){0}, "did you mean '%s'?", nearest);
	diag_note(&context->diagnostics, (struct location){0}, "`schemac help` lists the commands");
	return -1;
}

int
options_read_global(struct context *context, const struct texts *arguments, size_t *used)
{
	struct reading reading = {.context = context};
	struct texts rest = {0};
	add_table(&reading, global_option_table, &context->global);
	if (read_options(&reading, arguments, 0, POPT_CONTEXT_POSIXMEHARDER, &rest) != 0)
		return -1;
	*used = arguments->len - rest.len;
	if (rest.len == 0)
		return 0;
	context->command = command_find(rest.items[0]);
	++*used;
	return context->command != NULL ? 0 : options_report_unknown_command(context, rest.items[0]);
}

static int
check_operands(struct context *context)
{
	const struct command *command = context->command;
	size_t count = context->operands.len;
	if (context->global.help || (count >= command->min_operands && count <= command->max_operands))
		return 0;
	if (count > command->max_operands)
		diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"'%s' is too much: %s takes %s", context->operands.items[command->max_operands],
			command->name, *command->operands != '\0' ? command->operands : "no operand");
	else
		diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"something is missing: %s takes %s", command->name, command->operands);
	diag_note(&context->diagnostics, (struct location){0}, "`schemac help %s` says how it is used",
		command->name);
	return -1;
}

int
options_read_command(struct context *context, const struct texts *arguments, size_t from)
{
	struct reading reading = {.context = context};
	context->options = arena_alloc(&context->arena, context->command->size);
	for (const struct option_group *group = context->command->groups;
		group != NULL && group->options != NULL; group++)
		add_table(&reading, group->options, (char *)context->options + group->base);
	add_table(&reading, global_option_table, &context->global);
	if (read_options(&reading, arguments, from, 0, &context->operands) != 0)
		return -1;
	return check_operands(context);
}

/* One word of an @file, from behind blanks; false at the end. */
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

static int expand(struct context *context, const char *argument, unsigned depth, struct texts *out);

static int
expand_file(struct context *context, const char *path, unsigned depth, struct texts *out)
{
	struct strbuf text = STRBUF_INIT, word = STRBUF_INIT;
	if (depth == FILE_DEPTH_MAX)
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, location_of_file(path),
			"@files are nested too deep: does one name itself?");
	int result = file_read(&text, path);
	if (result != 0)
		diag_add(&context->diagnostics, DIAG_CANNOT_READ, location_of_file(path),
			"cannot read the options in @%s: %s", path, strerror(errno));
	const char *at = text.buf;
	while (result == 0 && next_word(&word, &at)) {
		result = expand(context, arena_strdup(&context->arena, word.buf), depth + 1, out);
		strbuf_reset(&word);
	}
	strbuf_release(&word);
	strbuf_release(&text);
	return result;
}

static int
expand(struct context *context, const char *argument, unsigned depth, struct texts *out)
{
	if (argument[0] == '@' && argument[1] != '\0')
		return expand_file(context, argument + 1, depth, out);
	if (out->len == ARGUMENTS_MAX)
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"more than %d arguments", ARGUMENTS_MAX);
	*VEC_ADD(&context->arena, out) = argument;
	return 0;
}

int
options_expand(struct context *context, int argc, char **argv, struct texts *out)
{
	for (int i = 1; i < argc; i++)
		if (expand(context, argv[i], 0, out) != 0)
			return -1;
	return 0;
}
