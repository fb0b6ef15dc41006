/* Reads the files of folders from a commit. */
#include "base/file.h"
#include "base/text.h"
#include "git/module/module_internal.h"

#include <string.h>

bool
is_regular(unsigned mode)
{
	return mode == GIT_FILEMODE_BLOB || mode == GIT_FILEMODE_BLOB_EXECUTABLE;
}

git_tree *
tree_of_folder(struct git *git, const git_tree *root, const char *folder)
{
	git_tree *tree = NULL;
	git_tree_entry *entry;
	if (folder == NULL)
		return NULL;
	if (*folder == '\0')
		return git_tree_lookup(&tree, git->repository, git_tree_id(root)) == 0 ? tree
										       : NULL;
	if (git_tree_entry_bypath(&entry, root, folder) < 0)
		return NULL;
	if (git_tree_entry_type(entry) != GIT_OBJECT_TREE ||
		git_tree_lookup(&tree, git->repository, git_tree_entry_id(entry)) < 0)
		tree = NULL;
	git_tree_entry_free(entry);
	return tree;
}

/* Counts how many of the names each folder contains. */
struct folder_count {
	struct arena *arena;
	const struct map *names;
	struct map counts; /* folder path with a trailing '/' → size_t * */
	const char *best;  /* NULL: none yet */
	size_t best_count;
};

static int
count_name(const char *folder, const git_tree_entry *entry, void *data)
{
	struct folder_count *search = data;
	if (map_find(search->names, git_tree_entry_name(entry)) == NULL)
		return 0;
	size_t *count = map_find(&search->counts, folder);
	if (count == NULL) {
		count = arena_alloc(search->arena, sizeof(*count));
		map_put(search->arena, &search->counts, arena_strdup(search->arena, folder), count);
	}
	if (++*count > search->best_count) {
		search->best_count = *count;
		search->best = arena_strdup(search->arena, folder);
	}
	return 0;
}

const char *
folder_with(struct arena *arena, git_tree *root, const struct map *names)
{
	struct folder_count search = {.arena = arena, .names = names};
	if (names->len == 0)
		return NULL;
	git_tree_walk(root, GIT_TREEWALK_PRE, count_name, &search);
	if (search.best == NULL)
		return NULL;
	size_t length = strlen(search.best);
	return arena_strndup(arena, search.best, length > 0 ? length - 1 : 0);
}

/* The content of a blob; NULL after a diagnostic, which names the path. */
static const struct git_file *
read_blob(struct git *git, const git_oid *id, const char *path)
{
	git_blob *blob;
	if (git_blob_lookup(&blob, git->repository, id) < 0) {
		git_failed(git, "cannot read '%s' from the repository", path);
		return NULL;
	}
	git_object_size_t length = git_blob_rawsize(blob);
	struct git_file *file = NULL;
	if (length <= FILE_LIMIT) {
		file = ARENA_NEW(git->arena, struct git_file);
		file->id = id_text(git->arena, id);
		file->length = (size_t)length;
		/* the content of an empty blob may be NULL */
		file->content = arena_strndup(
			git->arena, length > 0 ? git_blob_rawcontent(blob) : "", (size_t)length);
		map_put(git->arena, &git->blobs, file->id, file);
	} else {
		diag_add(git->diagnostics, DIAG_GIT_FAILED, (struct location){0},
			"'%s' in the repository is larger than %d bytes", path, FILE_LIMIT);
	}
	git_blob_free(blob);
	return file;
}

int
file_of_blob(
	struct git *git, struct git_file *out, const git_oid *id, const char *path, size_t folder)
{
	char text[ID_SIZE];
	const struct git_file *known = map_find(&git->blobs, git_oid_tostr(text, sizeof(text), id));
	if (known == NULL && (known = read_blob(git, id, path)) == NULL)
		return -1;
	*out = *known;
	out->path = path;
	out->name = path_name(path);
	out->folder = folder;
	return 0;
}

/* The entries of a tree are sorted by name. */
int
add_files(struct git *git, struct git_files *out, const git_tree *tree, const char *path,
	size_t folder)
{
	for (size_t i = 0; i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
		if (!is_regular(git_tree_entry_filemode(entry)))
			continue;
		const char *file = path_join(git->arena, path, git_tree_entry_name(entry));
		struct git_file found;
		if (file_of_blob(git, &found, git_tree_entry_id(entry), file, folder) < 0)
			return -1;
		*VEC_ADD(git->arena, out) = found;
	}
	return 0;
}

int
module_read_files(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count)
{
	git_commit *opened;
	git_tree *root;
	int result = 0;
	*out = (struct git_files){0};
	if (commit_open(git, &opened, commit) < 0)
		return -1;
	int error = git_commit_tree(&root, opened);
	git_commit_free(opened);
	if (error < 0)
		return git_failed(git, "cannot read the files of the commit %s", commit);
	const char **paths = paths_inside(git, folders, count);
	for (size_t i = 0; i < count && result == 0; i++) {
		git_tree *tree = tree_of_folder(git, root, paths[i]);
		if (tree != NULL)
			result = add_files(git, out, tree, paths[i], i);
		git_tree_free(tree);
	}
	git_tree_free(root);
	return result;
}
