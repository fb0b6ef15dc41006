/* Loads the module and passes the calls of git.h on to it. */
#include "git/discover.h"
#include "git/functions.h"

#include <stdlib.h>

static const struct git_functions *
load_functions(struct arena *arena, struct diagnostics *diagnostics)
{
	static const struct module module = {
		GIT_MODULE_FILE, GIT_MODULE_SYMBOL, GIT_MODULE_LAYOUT};
	const char *problem;
	const struct git_functions *functions = module_load(arena, &module, &problem);
	if (functions == NULL)
		diag_add(diagnostics, DIAG_GIT_UNUSABLE, (struct location){0},
			"git is not used: cannot load " GIT_MODULE_FILE ": %s", problem);
	return functions;
}

int
git_open(struct arena *arena, struct git **out, const char *folder, struct diagnostics *diagnostics)
{
	struct git_place place;
	*out = NULL;
	if (!git_discover(arena, &place, folder))
		return 0;
	const struct git_functions *functions = load_functions(arena, diagnostics);
	if (functions == NULL)
		return -1;
	struct git *git = ARENA_NEW(arena, struct git);
	*git = (struct git){.arena = arena, .diagnostics = diagnostics};
	if (functions->open(git, path_existing(arena, folder), &place) < 0)
		return -1;
	git->functions = functions;
	if (git->repository != NULL)
		*out = git;
	return 0;
}

void
git_close(struct git *git)
{
	if (git != NULL)
		git->functions->close(git);
}

bool
git_is_committed(struct git *git, const char *path)
{
	return git->functions->is_committed(git, path);
}

static const char *
environment(const char *name)
{
	const char *text = getenv(name);
	return text != NULL && *text != '\0' ? text : NULL;
}

int
git_identity(struct arena *arena, struct git_person *out, const char *folder,
	struct diagnostics *diagnostics)
{
	struct git *git;
	out->name = arena_strdup(arena, environment("GIT_AUTHOR_NAME"));
	out->email = arena_strdup(arena, environment("GIT_AUTHOR_EMAIL"));
	if (out->name != NULL && out->email != NULL)
		return 0;
	if (git_open(arena, &git, folder, diagnostics) < 0)
		return -1;
	const struct git_functions *functions =
		git != NULL ? git->functions : load_functions(arena, diagnostics);
	int result = functions != NULL ? functions->identity(arena, out, git) : -1;
	git_close(git);
	return result;
}

void
git_map_person(struct git *git, struct git_person *person)
{
	git->functions->map_person(git, person);
}

int
git_branches(struct git *git, struct git_refs *out)
{
	return git->functions->branches(git, out);
}

int
git_find_target(struct git *git, struct git_target *out, const char *configured)
{
	return git->functions->find_target(git, out, configured);
}

int
git_read_files(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count)
{
	return git->functions->read_files(git, out, commit, folders, count);
}

int
git_merge_in_memory(struct git *git, struct git_merged *out, const char *ours, const char *theirs,
	const char *const *folders, size_t count)
{
	return git->functions->merge(git, out, ours, theirs, folders, count);
}

int
git_worktree_changes(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count)
{
	return git->functions->worktree_changes(git, out, commit, folders, count);
}

int
git_additions(struct git *git, struct git_additions *out, const char *tip,
	const char *const *folders, size_t count)
{
	return git->functions->additions(git, out, tip, folders, count);
}

int
git_find_addition(struct git *git, struct git_addition *out, const char *tip, const char *folder,
	const char *name)
{
	return git->functions->find_addition(git, out, tip, folder, name);
}

int
git_merge_point(struct git *git, struct commit *out, const char *tip, const char *a, const char *b)
{
	return git->functions->merge_point(git, out, tip, a, b);
}
