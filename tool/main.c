/*
 * main: reads the command line and the configuration, runs the command, prints the diagnostics.
 */
#include "base/secret.h"
#include "base/text.h"
#include "branch/graph_origins.h"
#include "cli/global_settings.h"
#include "cli/options.h"
#include "cli/usage.h"
#include "cmd/commands.h"
#include "diag/print.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int
enter_folders(struct invocation *invocation)
{
	VEC_EACH (const char *, folder, invocation->global.folders)
		if (chdir(*folder) != 0)
			return diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE,
				(struct location){0},
				"cannot change to the folder '%s': %s", *folder, strerror(errno));
	/* As in git, the path is relative to the folder given by -C. */
	if (invocation->global.git_dir != NULL)
		setenv("GIT_DIR", invocation->global.git_dir, 1);
	return 0;
}

static int
read_config(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct global_options *global = &invocation->global;
	if (!invocation->command->needs_config)
		return 0;
	if (config_read(&workspace->arena, &workspace->config, global->config, global->section,
		    &workspace->diagnostics) != 0)
		return -1;
	VEC_EACH (const char *, extra, global->extras)
		if (config_override(&workspace->arena, &workspace->config, *extra,
			    &workspace->diagnostics) != 0)
			return -1;
	const char *nearest;
	if (workspace->config.on_drift == ON_DRIFT_WARN) {
		diag_option(&workspace->diagnostics, "no-error=drift", &nearest);
		/* Once its draft has been written, drift is reported as an unreviewed revision. */
		diag_option(&workspace->diagnostics, "no-error=unreviewed", &nearest);
	}
	return 0;
}

/* Warns about settings for features that this version does not have. */
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

/* --explain ID is an option rather than a command, as in rustc. */
static int
explain(struct invocation *invocation, const char *name)
{
	struct diagnostics *diagnostics = &invocation->workspace->diagnostics;
	enum diag_id id = diag_find(name);
	if (id != DIAG_COUNT) {
		usage_print_explanation(stdout, diag_kind(id));
		return 0;
	}
	const char *names[DIAG_COUNT];
	for (int i = 0; i < DIAG_COUNT; i++)
		names[i] = diag_kind((enum diag_id)i)->id;
	diag_add(diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"'%s' is not a diagnostic", name);
	diag_suggest(diagnostics, text_nearest(name, names, DIAG_COUNT));
	diag_note(diagnostics, (struct location){0}, "`schemac help warnings` lists the ids");
	return -1;
}

/* Copies settings from the command line to the workspace. */
static void
prepare_workspace(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct global_options *global = &invocation->global;
	struct arena *arena = &workspace->arena;
	workspace->url = global->url;
	workspace->frozen = global->frozen;
	workspace->verbose = global->verbose;
	workspace->set_origins = graph_origins_set;
	if (global->config != NULL)
		workspace->program = arena_printf(arena, "%s -c %s", workspace->program,
			text_shell_word(arena, global->config));
	if (global->section != NULL)
		workspace->program = arena_printf(arena, "%s -n %s", workspace->program,
			text_shell_word(arena, global->section));
	VEC_EACH (const char *, extra, global->extras)
		workspace->program = arena_printf(arena, "%s -x %s", workspace->program,
			text_shell_word(arena, secret_hide(arena, *extra)));
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
	if (global_settings_read(invocation) != 0)
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
					 (struct location){0}, "missing command");
	}
	prepare_workspace(invocation);
	if (enter_folders(invocation) != 0 || read_config(invocation) != 0 ||
		global_settings_read_warnings(invocation) != 0)
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

/* Prints the output of hooks and the diagnostics to standard error. */
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

/*
 * Replaces the arguments by copies and overwrites the passwords of the originals, which the list of
 * processes shows. They have been visible there for a moment.
 */
static void
hide_arguments(struct workspace *workspace, int argc, char **argv)
{
	for (int i = 1; i < argc; i++)
		if (secret_is_in(argv[i])) {
			char *original = argv[i];
			argv[i] = arena_strdup(&workspace->arena, original);
			secret_overwrite(original);
		}
}

int
main(int argc, char **argv)
{
	struct workspace workspace;
	struct invocation invocation = {.workspace = &workspace, .commands = commands};
	workspace_init(&workspace);
	hide_arguments(&workspace, argc, argv);
	/* The exit status is derived from the diagnostics, which -W options can silence. */
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
