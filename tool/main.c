/*
 * main: reads the command line, prepares the invocation, runs the command, prints the diagnostics.
 */
#include "base/text.h"
#include "branch/graph_origins.h"
#include "cli/options.h"
#include "diag/print.h"
#include "cli/usage.h"
#include "cmd/commands.h"

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
usage_error(struct invocation *invocation, const char *what, const char *value, const char *choices)
{
	return diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"%s '%s' is not known: there is %s", what, value, choices);
}

static int
choose_diagnostics_format(struct invocation *invocation)
{
	const char *name = invocation->global.diagnostics_format;
	const size_t count = sizeof(format_names) / sizeof(*format_names);
	size_t format = 0;
	if (name == NULL)
		return 0;
	while (format < count && strcmp(format_names[format], name) != 0)
		format++;
	if (format == count)
		return usage_error(invocation, "--diagnostics-format", name,
			"text, json, sarif, github and msvc");
	invocation->diagnostics_format = (enum diag_format)format;
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
choose_colour(struct invocation *invocation)
{
	const char *wanted = invocation->global.colour != NULL ? invocation->global.colour : "auto";
	if (strcmp(wanted, "auto") == 0)
		invocation->colour = !is_set("NO_COLOR") &&
				  (is_set("CLICOLOR_FORCE") || isatty(STDERR_FILENO));
	else if (strcmp(wanted, "always") == 0 || strcmp(wanted, "never") == 0)
		invocation->colour = *wanted == 'a';
	else
		return usage_error(invocation, "--color", wanted, "auto, always and never");
	return 0;
}

static int
choose_format(struct invocation *invocation)
{
	const char *format = invocation->global.format;
	if (format == NULL || strcmp(format, "text") == 0)
		return 0;
	if (strcmp(format, "json") != 0)
		return usage_error(invocation, "--format", format, "text and json");
	invocation->json = true;
	return 0;
}

static int
read_warnings(struct invocation *invocation)
{
	VEC_EACH (const char *, option, invocation->global.warnings) {
		const char *nearest;
		if (diag_option(&invocation->workspace->diagnostics, *option, &nearest) == 0)
			continue;
		diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"-W%s: no such warning", *option);
		if (nearest != NULL)
			diag_note(&invocation->workspace->diagnostics, (struct location){0},
				"did you mean '%s'?", nearest);
		return -1;
	}
	return 0;
}

static int
read_limits(struct invocation *invocation)
{
	VEC_EACH (const char *, limit, invocation->global.limits) {
		const char *number = *limit + strlen("max-errors=");
		char *end;
		if (!text_starts_with(*limit, "max-errors="))
			return usage_error(invocation, "-f", *limit, "-fmax-errors=N");
		unsigned long value = strtoul(number, &end, 10);
		if (!char_is_digit(*number) || *end != '\0' || value > 1000000)
			return usage_error(
				invocation, "-fmax-errors", number, "a number up to 1000000");
		invocation->workspace->diagnostics.max_errors = (unsigned)value;
	}
	return 0;
}

static int
enter_folders(struct invocation *invocation)
{
	VEC_EACH (const char *, folder, invocation->global.folders)
		if (chdir(*folder) != 0)
			return diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
				"cannot enter the folder '%s': %s", *folder, strerror(errno));
	/* As git does, seen from the folder that was entered. */
	if (invocation->global.git_dir != NULL)
		setenv("GIT_DIR", invocation->global.git_dir, 1);
	return 0;
}

static int
read_config(struct invocation *invocation)
{
	if (!invocation->command->needs_config)
		return 0;
	if (config_read(&invocation->workspace->arena, &invocation->workspace->config, invocation->global.config,
		    invocation->global.section, &invocation->workspace->diagnostics) != 0)
		return -1;
	VEC_EACH (const char *, extra, invocation->global.extras)
		if (config_override(&invocation->workspace->arena, &invocation->workspace->config, *extra,
			    &invocation->workspace->diagnostics) != 0)
			return -1;
	const char *nearest;
	if (invocation->workspace->config.on_drift == ON_DRIFT_WARN) {
		diag_option(&invocation->workspace->diagnostics, "no-error=drift", &nearest);
		/* With its draft drift is an unreviewed revision: the same matter, a check later. */
		diag_option(&invocation->workspace->diagnostics, "no-error=unreviewed", &nearest);
	}
	return 0;
}

/* Settings of parts that this version does not have: said, not passed over. */
static void
warn_of_idle_settings(struct invocation *invocation)
{
	const struct config *config = &invocation->workspace->config;
	if (config->user_type_prefix != NULL)
		diag_add(&invocation->workspace->diagnostics, DIAG_IDLE_SETTING,
			config_place(config, "user_type_prefix"),
			"'user_type_prefix' has no effect: this version has no plugins that name types");
	VEC_EACH (const struct config_pair, plugin, config->plugins)
		diag_add(&invocation->workspace->diagnostics, DIAG_IDLE_SETTING, plugin->at,
			"the plugin '%s' is not loaded: this version has no plugins", plugin->name);
	VEC_EACH (const struct config_pair, lint, config->lint)
		diag_add(&invocation->workspace->diagnostics, DIAG_IDLE_SETTING, lint->at,
			"'%s' has no effect: this version has no lint", lint->name);
}

/* --explain ID is an option, for gcc's users know it so; it needs no command. */
static int
explain(struct invocation *invocation, const char *name)
{
	enum diag_id id = diag_find(name);
	if (id == DIAG_COUNT) {
		const char *names[DIAG_COUNT];
		for (int i = 0; i < DIAG_COUNT; i++)
			names[i] = diag_kind((enum diag_id)i)->id;
		const char *nearest = text_nearest(name, names, DIAG_COUNT);
		diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"there is no diagnostic '%s'", name);
		if (nearest != NULL)
			diag_note(&invocation->workspace->diagnostics, (struct location){0},
				"did you mean '%s'?", nearest);
		diag_note(&invocation->workspace->diagnostics, (struct location){0},
			"`schemac help warnings` lists the ids");
		return -1;
	}
	usage_print_explanation(stdout, diag_kind(id));
	return 0;
}

/* What the workspace takes from the command line. */
static void
prepare_workspace(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct global_options *global = &invocation->global;
	struct arena *arena = &workspace->arena;
	workspace->url = global->url;
	workspace->frozen = global->frozen;
	workspace->set_origins = graph_origins_set;
	if (global->config != NULL)
		workspace->program =
			arena_printf(arena, "%s -c %s", workspace->program, text_shell_word(arena, global->config));
	if (global->section != NULL)
		workspace->program =
			arena_printf(arena, "%s -n %s", workspace->program, text_shell_word(arena, global->section));
	VEC_EACH (const char *, extra, global->extras)
		workspace->program =
			arena_printf(arena, "%s -x %s", workspace->program, text_shell_word(arena, *extra));
}

static int
run(struct invocation *invocation, int argc, char **argv)
{
	struct texts arguments = {0};
	size_t used = 0;
	if (options_expand(invocation, argc, argv, &arguments) != 0 ||
		options_read_global(invocation, &arguments, &used) != 0)
		return -1;
	if (invocation->command != NULL && options_read_command(invocation, &arguments, used) != 0)
		return -1;
	if (choose_colour(invocation) != 0 || choose_diagnostics_format(invocation) != 0 ||
		choose_format(invocation) != 0 || read_limits(invocation) != 0)
		return -1;
	if (invocation->global.version) {
		puts("schemac " SCHEMAC_VERSION);
		return 0;
	}
	if (invocation->global.explain != NULL)
		return explain(invocation, invocation->global.explain);
	if (invocation->command == NULL || invocation->global.help) {
		if (invocation->command != NULL)
			usage_print_command(stdout, invocation->command);
		else
			usage_print_overview(invocation->global.help ? stdout : stderr,
				invocation->commands);
		return invocation->global.help
			       ? 0
			       : diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE,
					 (struct location){0}, "no command is given");
	}
	prepare_workspace(invocation);
	if (enter_folders(invocation) != 0 || read_config(invocation) != 0 ||
		read_warnings(invocation) != 0)
		return -1;
	if (invocation->command->needs_config)
		warn_of_idle_settings(invocation);
	return invocation->command->run(invocation);
}

static bool
has_output(const struct invocation *invocation)
{
	return invocation->workspace->diagnostics.all.len > 0 ||
	       invocation->diagnostics_format == DIAG_JSON ||
	       invocation->diagnostics_format == DIAG_SARIF;
}

/* Standard error: what hooks printed, then the diagnostics. */
static void
print_messages(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	if (!invocation->global.quiet)
		fwrite(workspace->hook_output.buf, 1, workspace->hook_output.len, stderr);
	if (has_output(invocation))
		diag_print(&workspace->diagnostics, stderr, invocation->diagnostics_format,
			invocation->colour);
}

int
main(int argc, char **argv)
{
	struct workspace workspace;
	struct invocation invocation = {.workspace = &workspace, .commands = commands};
	workspace_init(&workspace);
	/* A failure has been reported; if -W silenced its diagnostic, it does not count. */
	run(&invocation, argc, argv);
	int status = diag_exit_status(&workspace.diagnostics);
	if (fflush(stdout) != 0 || ferror(stdout)) {
		diag_add(&workspace.diagnostics, DIAG_CANNOT_WRITE, (struct location){0},
			"cannot write to standard output: %s", strerror(errno));
		status = EXIT_ENVIRONMENT;
	}
	print_messages(&invocation);
	workspace_release(&workspace);
	return status;
}
