/*
 * main: reads the command line, prepares the context, runs the command, prints the diagnostics.
 */
#include "base/text.h"
#include "cli/command.h"
#include "cli/options.h"
#include "diag/print.h"
#include "workspace/repositories.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char *const format_names[] = {
	[DIAG_TEXT] = "text",
	[DIAG_JSON] = "json",
	[DIAG_SARIF] = "sarif",
	[DIAG_GITHUB] = "github",
	[DIAG_MSVC] = "msvc",
};

static int
usage_error(struct context *context, const char *what, const char *value, const char *choices)
{
	return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"%s '%s' is not known: there is %s", what, value, choices);
}

static int
choose_diagnostics_format(struct context *context)
{
	const char *name = context->global.diagnostics_format;
	const size_t count = sizeof(format_names) / sizeof(*format_names);
	size_t format = 0;
	if (name == NULL)
		return 0;
	while (format < count && strcmp(format_names[format], name) != 0)
		format++;
	if (format == count)
		return usage_error(context, "--diagnostics-format", name,
			"text, json, sarif, github and msvc");
	context->diagnostics_format = (enum diag_format)format;
	return 0;
}

static bool
is_set(const char *variable)
{
	const char *value = getenv(variable);
	return value != NULL && *value != '\0';
}

/* https://no-color.org and https://bixense.com/clicolors: the command line first. */
static int
choose_colour(struct context *context)
{
	const char *wanted = context->global.colour != NULL ? context->global.colour : "auto";
	if (strcmp(wanted, "auto") == 0)
		context->colour = !is_set("NO_COLOR") &&
				  (is_set("CLICOLOR_FORCE") || isatty(STDERR_FILENO));
	else if (strcmp(wanted, "always") == 0 || strcmp(wanted, "never") == 0)
		context->colour = *wanted == 'a';
	else
		return usage_error(context, "--color", wanted, "auto, always and never");
	return 0;
}

static int
choose_format(struct context *context)
{
	const char *format = context->global.format;
	if (format == NULL || strcmp(format, "text") == 0)
		return 0;
	if (strcmp(format, "json") != 0)
		return usage_error(context, "--format", format, "text and json");
	context->json = true;
	return 0;
}

static int
read_warnings(struct context *context)
{
	VEC_EACH (const char *, option, context->global.warnings) {
		const char *nearest;
		if (diag_option(&context->diagnostics, *option, &nearest) == 0)
			continue;
		diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"-W%s: no such warning", *option);
		if (nearest != NULL)
			diag_note(&context->diagnostics, (struct location){0},
				"did you mean '%s'?", nearest);
		return -1;
	}
	return 0;
}

static int
read_limits(struct context *context)
{
	VEC_EACH (const char *, limit, context->global.limits) {
		const char *number = *limit + strlen("max-errors=");
		char *end;
		if (!text_starts_with(*limit, "max-errors="))
			return usage_error(context, "-f", *limit, "-fmax-errors=N");
		unsigned long value = strtoul(number, &end, 10);
		if (!char_is_digit(*number) || *end != '\0' || value > 1000000)
			return usage_error(
				context, "-fmax-errors", number, "a number up to 1000000");
		context->diagnostics.max_errors = (unsigned)value;
	}
	return 0;
}

static int
enter_folders(struct context *context)
{
	VEC_EACH (const char *, folder, context->global.folders)
		if (chdir(*folder) != 0)
			return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
				"cannot enter the folder '%s': %s", *folder, strerror(errno));
	/* As git does, seen from the folder that was entered. */
	if (context->global.git_dir != NULL)
		setenv("GIT_DIR", context->global.git_dir, 1);
	return 0;
}

static int
read_config(struct context *context)
{
	if (!context->command->needs_config)
		return 0;
	if (config_read(&context->arena, &context->config, context->global.config,
		    context->global.section, &context->diagnostics) != 0)
		return -1;
	VEC_EACH (const char *, extra, context->global.extras)
		if (config_override(&context->arena, &context->config, *extra,
			    &context->diagnostics) != 0)
			return -1;
	const char *nearest;
	if (context->config.on_drift == ON_DRIFT_WARN) {
		diag_option(&context->diagnostics, "no-error=drift", &nearest);
		/* With its draft drift is an unreviewed revision: the same matter, a check later. */
		diag_option(&context->diagnostics, "no-error=unreviewed", &nearest);
	}
	return 0;
}

/* Settings of parts that this version does not have: said, not passed over. */
static void
warn_of_idle_settings(struct context *context)
{
	const struct config *config = &context->config;
	if (config->user_type_prefix != NULL)
		diag_add(&context->diagnostics, DIAG_IDLE_SETTING,
			config_place(config, "user_type_prefix"),
			"'user_type_prefix' has no effect: this version has no plugins that name types");
	VEC_EACH (const struct config_pair, plugin, config->plugins)
		diag_add(&context->diagnostics, DIAG_IDLE_SETTING, plugin->at,
			"the plugin '%s' is not loaded: this version has no plugins", plugin->name);
	VEC_EACH (const struct config_pair, lint, config->lint)
		diag_add(&context->diagnostics, DIAG_IDLE_SETTING, lint->at,
			"'%s' has no effect: this version has no lint", lint->name);
}

/* --explain ID is an option, for gcc's users know it so; it needs no command. */
static int
explain(struct context *context, const char *name)
{
	enum diag_id id = diag_find(name);
	if (id == DIAG_COUNT) {
		const char *names[DIAG_COUNT];
		for (int i = 0; i < DIAG_COUNT; i++)
			names[i] = diag_kind((enum diag_id)i)->id;
		const char *nearest = text_nearest(name, names, DIAG_COUNT);
		diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"there is no diagnostic '%s'", name);
		if (nearest != NULL)
			diag_note(&context->diagnostics, (struct location){0},
				"did you mean '%s'?", nearest);
		return -1;
	}
	const struct diag_kind *kind = diag_kind(id);
	printf("%s: %s\n\n%s\n", kind->id, kind->title, kind->explanation);
	return 0;
}

static int
run(struct context *context, int argc, char **argv)
{
	struct texts arguments = {0};
	size_t used = 0;
	if (options_expand(context, argc, argv, &arguments) != 0 ||
		options_read_global(context, &arguments, &used) != 0)
		return -1;
	if (context->command != NULL && options_read_command(context, &arguments, used) != 0)
		return -1;
	if (choose_colour(context) != 0 || choose_diagnostics_format(context) != 0 ||
		choose_format(context) != 0 || read_limits(context) != 0)
		return -1;
	if (context->global.version) {
		puts("schemac " SCHEMAC_VERSION);
		return 0;
	}
	if (context->global.explain != NULL)
		return explain(context, context->global.explain);
	if (context->command == NULL || context->global.help) {
		if (context->command != NULL)
			command_print_help(stdout, context->command);
		else
			command_print_overview(context->global.help ? stdout : stderr);
		return context->global.help
			       ? 0
			       : diag_add(&context->diagnostics, DIAG_BAD_USAGE,
					 (struct location){0}, "no command is given");
	}
	if (enter_folders(context) != 0 || read_config(context) != 0 ||
		read_warnings(context) != 0)
		return -1;
	if (context->command->needs_config)
		warn_of_idle_settings(context);
	return context->command->run(context);
}

static bool
has_anything_to_say(const struct context *context)
{
	return context->diagnostics.all.len > 0 || context->diagnostics_format == DIAG_JSON ||
	       context->diagnostics_format == DIAG_SARIF;
}

int
main(int argc, char **argv)
{
	struct context context = {0};
	arena_init(&context.arena);
	diag_init(&context.diagnostics, &context.arena);
	/* What fails has said why; if -W silenced the reason, it is none. */
	run(&context, argc, argv);
	int status = diag_exit_status(&context.diagnostics);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		diag_add(&context.diagnostics, DIAG_CANNOT_WRITE, (struct location){0},
			"cannot write to standard output: %s", strerror(errno));
		status = EXIT_ENVIRONMENT;
	}
	if (has_anything_to_say(&context))
		diag_print(&context.diagnostics, stderr, context.diagnostics_format, context.colour);
	world_release(&context);
	arena_release(&context.arena);
	return status;
}
