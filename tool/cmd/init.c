/*
 * init: the files a project starts with. Nothing that is there is written over.
 */
#include "base/file.h"
#include "base/text.h"
#include "branch/git_setup.h"
#include "config/config_find.h"
#include "cli/command.h"
#include "cli/output.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

struct init_options {
	const char *template;
	bool hooks;
};

static const struct option own_options[] = {
	{"template", '\0', false, OPTION_TEXT, "cmake|make|plain",
		offsetof(struct init_options, template), "show how that build takes schemac in"},
	{"hooks", '\0', false, OPTION_FLAG, NULL, offsetof(struct init_options, hooks),
		"write nothing; print a script that installs git hooks and the merge driver"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

struct template {
	const char *name;
	const char *hint; /* printed: what goes into the build's own file */
};

static const struct template templates[] = {
	{"plain", NULL},
	{"cmake",
		"Put this into CMakeLists.txt, behind your target:\n\n"
		"    find_package(schemac REQUIRED)\n"
		"    add_schema_migrations(schema TARGET <target> MODELS <headers>)\n"},
	{"make",
		"Put this into the Makefile:\n\n"
		"    SCHEMA_NAME := schema\n"
		"    SCHEMA_MODELS := <headers>\n"
		"    include $(shell schemac print-mk)\n"},
};

static const char ini_text[] =
	"; The configuration of schemac: see schemac.ini(5).\n"
	"[schemac]\n"
	"; the annotated headers\n"
	"; models = src/*.h\n"
	"version_locations = versions\n"
	"dialects = sqlite\n"
	"; url = sqlite:///program.db\n";

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
		"cannot make it: %s", strerror(errno));
}

/*
 * Git's attributes are the user's where there are any: the lines are shown then. A folder without
 * a file would also not come along in a commit.
 */
static int
write_attributes(const struct invocation *invocation, const char *versions)
{
	struct workspace *workspace = invocation->workspace;
	const char *path = path_join(&workspace->arena, versions, ".gitattributes");
	if (file_exists(path)) {
		if (!invocation->global.quiet && !git_setup_has_attributes(path))
			printf("\nPut this into %s:\n\n%s", path, git_setup_attributes);
		return 0;
	}
	if (file_write(path, git_setup_attributes, strlen(git_setup_attributes)) != 0)
		return fail(workspace, path);
	if (!invocation->global.quiet)
		printf("%s\n", path);
	return 0;
}

/* In a folder of a project, commands use the schemac.ini above it, unless there is a new one. */
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
			"new project inside the project of '%s'", above);
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
			"'%s' is no template: there are plain, cmake and make", options->template);
	if (file_exists(ini))
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, location_of_file(ini),
			"it is there already, and init writes over nothing");
	warn_of_project_above(workspace, folder, ini);
	if (diag_errors(&workspace->diagnostics) > 0)
		return -1;
	if (folder_make(versions) != 0)
		return fail(workspace, versions);
	if (file_write(ini, ini_text, strlen(ini_text)) != 0)
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
	.summary = "start: write schemac.ini and versions/",
	.details =
		"Writes a schemac.ini and makes the folder versions/ with a .gitattributes for the revisions, in the folder named or here. What is there already is never written over; what a .gitattributes lacks is printed.\n\n--hooks writes nothing: it prints a shell script, to be read and then run (`schemac init --hooks | sh`), that installs a pre-commit hook, a pre-push hook and the merge driver for snapshots in the git repository around the folder. The pre-commit hook refuses drift in what is staged; the pre-push hook refuses what `schemac check` does in what is pushed.",
	.groups = groups,
	.size = sizeof(struct init_options),
	.max_operands = 1,
	.run = run,
};
