/* Lists the files of a commit that the work tree may have changed. */
#include "base/file.h"
#include "git/module/module_internal.h"

#include <string.h>

/*
 * The path in the commit of a folder that has since been renamed: it is the commit's folder that
 * contains most of the work files.
 */
static const char *
former_path(struct git *git, git_tree *root, const char *folder)
{
	struct texts list = {0};
	struct map names = {0};
	if (folder_list(git->arena, folder, &list) != 0)
		return NULL;
	VEC_EACH (const char *, name, list)
		if (**name != '.')
			map_put(git->arena, &names, *name, (void *)*name);
	return folder_with(git->arena, root, &names);
}

static int
add_deltas(struct git *git, struct git_files *out, git_diff *diff, const char *path, size_t folder)
{
	for (size_t i = 0; i < git_diff_num_deltas(diff); i++) {
		const git_diff_file *old = &git_diff_get_delta(diff, i)->old_file;
		const char *file = arena_strdup(git->arena, old->path);
		/* Skips files that the commit lacks, and subfolders. */
		if (!is_regular(old->mode) || git_oid_is_zero(&old->id) ||
			strcmp(path_folder(git->arena, file), *path != '\0' ? path : ".") != 0)
			continue;
		if (file_of_blob(git, VEC_ADD(git->arena, out), &old->id, file, folder) < 0)
			return -1;
	}
	return 0;
}

/* Compares through the index, which identifies most unchanged files without reading them. */
static int
add_changed(struct git *git, struct git_files *out, git_tree *root, const char *path, size_t folder)
{
	git_diff *diff;
	git_diff_options options;
	char *paths[] = {(char *)path};
	git_diff_options_init(&options, GIT_DIFF_OPTIONS_VERSION);
	options.flags = GIT_DIFF_DISABLE_PATHSPEC_MATCH | GIT_DIFF_INCLUDE_TYPECHANGE;
	if (*path != '\0')
		options.pathspec = (git_strarray){.strings = paths, .count = 1};
	if (git_diff_tree_to_workdir_with_index(&diff, git->repository, root, &options) < 0)
		return git_failed(git, "cannot compare '%s' with the work tree", path);
	int result = add_deltas(git, out, diff, path, folder);
	git_diff_free(diff);
	return result;
}

static int
add_touched(struct git *git, struct git_files *out, git_tree *root, const char *folder,
	const char *path, size_t number)
{
	int result = 0;
	git_tree *tree = tree_of_folder(git, root, path);
	if (tree != NULL) {
		result = add_changed(git, out, root, path, number);
		git_tree_free(tree);
		return result;
	}
	path = former_path(git, root, folder);
	tree = tree_of_folder(git, root, path);
	if (tree != NULL)
		result = add_files(git, out, tree, path, number);
	git_tree_free(tree);
	return result;
}

int
module_worktree_changes(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count)
{
	git_commit *opened;
	git_tree *root;
	int result = 0;
	*out = (struct git_files){0};
	if (git->worktree == NULL)
		return 0;
	if (commit_open(git, &opened, commit) < 0)
		return -1;
	int error = git_commit_tree(&root, opened);
	git_commit_free(opened);
	if (error < 0)
		return git_failed(git, "cannot read the files of the commit %s", commit);
	const char **paths = paths_inside(git, folders, count);
	for (size_t i = 0; i < count && result == 0; i++)
		if (paths[i] != NULL)
			result = add_touched(git, out, root, folders[i], paths[i], i);
	git_tree_free(root);
	return result;
}
