/*
 * init: writes the first files of a project. It does not overwrite files.
 */
#include "base/file.h"
#include "base/text.h"
#include "branch/git_setup.h"
#include "config/config_find.h"
#include "cli/command.h"
#include "cli/output.h"
#include "workspace/named_url.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct init_options {
	const char *template;
	bool hooks;
};

static const struct option own_options[] = {
	{"template", '\0', false, OPTION_TEXT, "cmake|make|plain",
		offsetof(struct init_options, template),
		"print the lines that add schemac to this build system"},
	{"hooks", '\0', false, OPTION_FLAG, NULL, offsetof(struct init_options, hooks),
		"print a script that installs git hooks and the merge driver; write nothing"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

struct template {
	const char *name;
	const char *hint; /* the lines to print, for the build's own file */
};

static const struct template templates[] = {
	{"plain", NULL},
	{"cmake",
		"Add this to CMakeLists.txt, after your target:\n\n"
		"    find_package(schemac REQUIRED)\n"
		"    add_schema_migrations(schema TARGET <target> MODELS <headers>)\n"},
	{"make",
		"Add this to the Makefile:\n\n"
		"    SCHEMA_NAME := schema\n"
		"    SCHEMA_MODELS := <headers>\n"
		"    include $(shell schemac print-mk)\n"},
};

static const char ini_text[] =
	"; Configuration of schemac; see schemac.ini(5).\n"
	"[schemac]\n"
	"; the annotated headers\n"
	"; models = src/*.h\n"
	"version_locations = versions\n"
	"; the database; the SQL of the revisions is for its engine\n";

/*
 * The lines about the database. `dialects` is left to `url`, unless --url names the engine. The URL
 * itself is not written: it may contain a password, or be valid on this machine only.
 */
static const char *
database_text(struct workspace *workspace)
{
	enum dialect_id dialect;
	if (workspace->url == NULL || named_url_dialect(workspace, &dialect) != 0 ||
		dialect == DIALECT_COUNT)
		return "; url = sqlite:///program.db\n";
	return dialect == DIALECT_POSTGRESQL
		       ? "; url = postgresql:///program\ndialects = postgresql\n"
		       : "; url = sqlite:///program.db\ndialects = sqlite\n";
}

static const struct template *
template_find(const char *name)
{
	for (size_t i = 0; i < sizeof(templates) / sizeof(*templates); i++)
		if (name == NULL || strcmp(templates[i].name, name) == 0)
			return &templates[i];
	return NULL;
}

static int
fail(struct workspace *workspace, const char *path)
{
	return diag_add(&workspace->diagnostics, DIAG_CANNOT_WRITE, location_of_file(path),
		"cannot create: %s", strerror(errno));
}

/*
 * An existing .gitattributes belongs to the user: the missing lines are printed instead. A new
 * .gitattributes also ensures that git records the folder, because git does not track empty
 * folders.
 */
static int
write_attributes(const struct invocation *invocation, const char *versions)
{
	struct workspace *workspace = invocation->workspace;
	const char *path = path_join(&workspace->arena, versions, ".gitattributes");
	if (file_exists(path)) {
		if (!invocation->global.quiet && !git_setup_has_attributes(path))
			printf("\nAdd this to %s:\n\n%s", path, git_setup_attributes);
		return 0;
	}
	if (file_write(path, git_setup_attributes, strlen(git_setup_attributes)) != 0)
		return fail(workspace, path);
	if (!invocation->global.quiet)
		printf("%s\n", path);
	return 0;
}

/*
 * In a subfolder of a project, commands use the schemac.ini of the enclosing folder, unless the
 * subfolder has its own.
 */
static void
warn_of_project_above(struct workspace *workspace, const char *folder, const char *ini)
{
	const char *above;
	while (!file_is_folder(folder))
		folder = path_folder(&workspace->arena, folder);
	struct diag_mark mark = diag_mark(&workspace->diagnostics);
	if (config_find(&workspace->arena, &above, folder, &workspace->diagnostics) < 0)
		diag_rewind(&workspace->diagnostics, mark);
	if (above != NULL)
		diag_add(&workspace->diagnostics, DIAG_NESTED_PROJECT, location_of_file(ini),
			"the new project is inside the project of '%s'", above);
}

/* In an existing project, prints the lines for --template; there is nothing else to do. */
static int
print_template(
	const struct invocation *invocation, const char *ini, const struct template *template)
{
	struct workspace *workspace = invocation->workspace;
	if (template->hint != NULL) {
		fputs(template->hint, stdout);
		return 0;
	}
	diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, location_of_file(ini),
		"the file already exists, and init does not overwrite it");
	diag_note(&workspace->diagnostics, (struct location){0},
		"`schemac init%s%s --template=make` (or =cmake) prints the lines for the build",
		invocation->operands.len > 0 ? " " : "",
		invocation->operands.len > 0
			? text_shell_word(&workspace->arena, invocation->operands.items[0])
			: "");
	return -1;
}

static int
print_hooks(const struct invocation *invocation, const char *folder)
{
	const struct git_setup_options options = {
		.config = invocation->global.config, .section = invocation->global.section};
	struct strbuf script = STRBUF_INIT;
	int result = git_setup_print(invocation->workspace, &script, folder, &options);
	if (result == 0)
		output_print(&script);
	strbuf_release(&script);
	return result;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct init_options *options = invocation->options;
	struct arena *arena = &workspace->arena;
	const struct template *template = template_find(options->template);
	const char *folder = invocation->operands.len > 0 ? invocation->operands.items[0] : ".";
	if (options->hooks)
		return print_hooks(invocation, folder);
	const char *ini = path_join(arena, folder, "schemac.ini");
	const char *versions = path_join(arena, folder, "versions");
	if (template == NULL)
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"invalid value '%s' for --template: expected cmake, make or plain",
			options->template);
	if (file_exists(ini))
		return print_template(invocation, ini, template);
	warn_of_project_above(workspace, folder, ini);
	if (diag_errors(&workspace->diagnostics) > 0)
		return -1;
	const char *text = arena_printf(arena, "%s%s", ini_text, database_text(workspace));
	if (folder_make(versions) != 0)
		return fail(workspace, versions);
	if (file_write(ini, text, strlen(text)) != 0)
		return fail(workspace, ini);
	if (!invocation->global.quiet)
		printf("%s\n%s/\n", ini, versions);
	if (write_attributes(invocation, versions) != 0)
		return -1;
	if (!invocation->global.quiet && template->hint != NULL)
		printf("\n%s", template->hint);
	return 0;
}

const struct command command_init = {
	.name = "init",
	.operands = "[DIR]",
	.summary = "start a project: write schemac.ini and versions/",
	.details =
		"Creates schemac.ini and the folder versions/ with a .gitattributes file, in DIR "
		"or the current folder. init does not overwrite files. If .gitattributes already "
		"exists, init prints the missing lines. If schemac.ini already exists, "
		"--template=cmake and --template=make only print the lines for the build "
		"system. With --url, `dialects` is set to the engine of that database.\n\n"
		"With --hooks, init writes nothing. It prints a shell script that installs a "
		"pre-commit hook, a pre-push hook and the merge driver for snapshots in the "
		"folder's git repository. Read the script, then run it: `schemac init --hooks | "
		"sh`. The pre-commit hook rejects drift in staged files. The pre-push hook "
		"rejects commits that `schemac check` rejects.",
	.groups = groups,
	.size = sizeof(struct init_options),
	.max_operands = 1,
	.run = run,
};
