/* Merges two commits in memory and lists the changes in some folders. */
#include "base/file.h"
#include "base/text.h"
#include "git/module/module_internal.h"

#include <stdlib.h>
#include <string.h>

/* The state of a merge. */
struct merging {
	struct git *git;
	struct git_merged *out;
	const char **paths;   /* of the folders; NULL: outside the repository */
	const char **renamed; /* of the folders on their side; NULL: the same */
	size_t count;
	struct map ours; /* file_key() of our file → struct our_file * */
};

struct our_file {
	git_oid id;
	struct git_file file; /* without content */
	bool in_result;       /* the merge result contains it, possibly as a conflict */
};

/* The merge bases of two commits; GIT_ENOTFOUND if there are none. The caller frees them. */
static int
bases_of(struct git *git, git_oidarray *out, const git_oid *a, const git_oid *b)
{
	*out = (git_oidarray){0};
	return git_merge_bases(out, git->repository, a, b);
}

static int
add_commit(struct git *git, struct commits *out, const git_oid *id)
{
	git_commit *commit;
	if (git_commit_lookup(&commit, git->repository, id) < 0)
		return git_failed(git, "cannot read the commit %s", id_text(git->arena, id));
	commit_describe(git, VEC_ADD(git->arena, out), commit);
	git_commit_free(commit);
	return 0;
}

static int
add_commits(struct git *git, struct commits *out, const git_oidarray *ids)
{
	int result = 0;
	for (size_t i = 0; i < ids->count && result == 0; i++)
		result = add_commit(git, out, &ids->ids[i]);
	return result;
}

static enum git_relation
relation_of(const git_oidarray *bases, const git_oid *ours, const git_oid *theirs)
{
	if (git_oid_equal(ours, theirs))
		return GIT_SAME;
	for (size_t i = 0; i < bases->count; i++) {
		if (git_oid_equal(&bases->ids[i], ours))
			return GIT_BEHIND;
		if (git_oid_equal(&bases->ids[i], theirs))
			return GIT_AHEAD;
	}
	return GIT_DIVERGED;
}

/* How the commits are related, and their bases. */
static int
relate(struct merging *merging, const git_commit *ours, const git_commit *theirs)
{
	git_oidarray bases;
	struct git *git = merging->git;
	const git_oid *a = git_commit_id(ours), *b = git_commit_id(theirs);
	int error = bases_of(git, &bases, a, b);
	if (error < 0) {
		/* libgit2 also returns "not found" if the clone lacks a commit */
		merging->out->relation = git->shallow ? GIT_NOT_KNOWN : GIT_UNRELATED;
		return error == GIT_ENOTFOUND || git->shallow
			       ? 0
			       : git_failed(git, "cannot compare the branches");
	}
	merging->out->relation = relation_of(&bases, a, b);
	int result = add_commits(git, &merging->out->bases, &bases);
	git_oidarray_dispose(&bases);
	return result;
}

/* The path of our folder on their side: the folder there that contains most of its files. */
static const char *
find_renamed(struct merging *merging, const char *path, const git_tree *ours, git_tree *theirs)
{
	struct arena *arena = merging->git->arena;
	struct map names = {0};
	git_tree *tree = tree_of_folder(merging->git, ours, path);
	for (size_t i = 0; tree != NULL && i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);
		char *name = arena_strdup(arena, git_tree_entry_name(entry));
		if (is_regular(git_tree_entry_filemode(entry)) && *name != '.')
			map_put(arena, &names, name, name);
	}
	git_tree_free(tree);
	return folder_with(arena, theirs, &names);
}

static void
find_all_renamed(struct merging *merging, const git_tree *ours, git_tree *theirs)
{
	for (size_t i = 0; i < merging->count; i++) {
		const char *path = merging->paths[i];
		git_tree *tree = tree_of_folder(merging->git, theirs, path);
		if (tree == NULL && path != NULL)
			merging->renamed[i] = find_renamed(merging, path, ours, theirs);
		git_tree_free(tree);
	}
}

static bool
is_directly_in(const char *path, const char *folder)
{
	if (folder == NULL)
		return false;
	size_t length = strlen(folder);
	if (length == 0)
		return strchr(path, '/') == NULL;
	return strncmp(path, folder, length) == 0 && path[length] == '/' &&
	       strchr(path + length + 1, '/') == NULL;
}

/* The index of the folder that contains the path, or count if none does. */
static size_t
folder_of(const struct merging *merging, const char *path)
{
	for (size_t i = 0; i < merging->count; i++)
		if (is_directly_in(path, merging->paths[i]) ||
			is_directly_in(path, merging->renamed[i]))
			return i;
	return merging->count;
}

static int
read_entry(
	struct merging *merging, struct git_file *out, const git_index_entry *entry, size_t folder)
{
	const char *path = arena_strdup(merging->git->arena, entry->path);
	return file_of_blob(merging->git, out, &entry->id, path, folder);
}

/*
 * A file's key, such as "0/a.sql". It begins with the folder's index, because the folder's path may
 * differ between the sides.
 */
static const char *
file_key(const struct merging *merging, size_t folder, const char *name)
{
	return arena_printf(merging->git->arena, "%zu/%s", folder, name);
}

static void
list_ours(struct merging *merging, const git_tree *ours)
{
	struct arena *arena = merging->git->arena;
	for (size_t i = 0; i < merging->count; i++) {
		git_tree *tree = tree_of_folder(merging->git, ours, merging->paths[i]);
		for (size_t k = 0; tree != NULL && k < git_tree_entrycount(tree); k++) {
			const git_tree_entry *entry = git_tree_entry_byindex(tree, k);
			if (!is_regular(git_tree_entry_filemode(entry)))
				continue;
			struct our_file *ours_file = ARENA_NEW(arena, struct our_file);
			struct git_file *file = &ours_file->file;
			git_oid_cpy(&ours_file->id, git_tree_entry_id(entry));
			file->path =
				path_join(arena, merging->paths[i], git_tree_entry_name(entry));
			file->name = path_name(file->path);
			file->folder = i;
			map_put(arena, &merging->ours, file_key(merging, i, file->name), ours_file);
		}
		git_tree_free(tree);
	}
}

/*
 * Marks our file with the path's name as part of the result. Returns the file, or NULL if absent.
 */
static const struct our_file *
take_ours(struct merging *merging, size_t folder, const char *path)
{
	struct our_file *file =
		map_find(&merging->ours, file_key(merging, folder, path_name(path)));
	if (file != NULL)
		file->in_result = true;
	return file;
}

static int
read_merged(struct merging *merging, git_index *index)
{
	for (size_t i = 0; i < git_index_entrycount(index); i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);
		if (git_index_entry_stage(entry) != 0 || !is_regular(entry->mode))
			continue;
		size_t folder = folder_of(merging, entry->path);
		struct git_file file;
		if (folder == merging->count)
			continue;
		const struct our_file *ours = take_ours(merging, folder, entry->path);
		if (ours != NULL && git_oid_equal(&ours->id, &entry->id))
			continue;
		if (read_entry(merging, &file, entry, folder) < 0)
			return -1;
		*VEC_ADD(merging->git->arena, &merging->out->files) = file;
	}
	return 0;
}

static int
read_side(struct merging *merging, const struct git_file **out, const git_index_entry *entry,
	size_t folder)
{
	*out = NULL;
	if (entry == NULL || !is_regular(entry->mode))
		return 0;
	struct git_file *file = ARENA_NEW(merging->git->arena, struct git_file);
	*out = file;
	return read_entry(merging, file, entry, folder);
}

static int
read_conflict(struct merging *merging, const git_index_entry *base, const git_index_entry *ours,
	const git_index_entry *theirs)
{
	const git_index_entry *any = ours != NULL ? ours : theirs != NULL ? theirs : base;
	size_t folder = folder_of(merging, any->path);
	if (folder == merging->count)
		return 0;
	take_ours(merging, folder, any->path);
	struct git_conflict conflict = {.path = arena_strdup(merging->git->arena, any->path)};
	if (read_side(merging, &conflict.base, base, folder) < 0 ||
		read_side(merging, &conflict.ours, ours, folder) < 0 ||
		read_side(merging, &conflict.theirs, theirs, folder) < 0)
		return -1;
	*VEC_ADD(merging->git->arena, &merging->out->conflicts) = conflict;
	return 0;
}

static int
read_conflicts(struct merging *merging, git_index *index)
{
	int result = 0;
	git_index_conflict_iterator *iterator;
	const git_index_entry *base, *ours, *theirs;
	if (git_index_conflict_iterator_new(&iterator, index) < 0)
		return git_failed(merging->git, "cannot read the result of a trial merge");
	while (result == 0 && git_index_conflict_next(&base, &ours, &theirs, iterator) == 0)
		result = read_conflict(merging, base, ours, theirs);
	git_index_conflict_iterator_free(iterator);
	return result;
}

static int
compare_files(const void *a, const void *b)
{
	const struct git_file *x = a, *y = b;
	if (x->folder != y->folder)
		return x->folder < y->folder ? -1 : 1;
	int order = strcmp(x->name, y->name);
	return order != 0 ? order : strcmp(x->path, y->path);
}

static void
list_removed(struct merging *merging)
{
	struct git_files *removed = &merging->out->removed;
	for (size_t i = 0; i < merging->ours.cap; i++) {
		const struct our_file *ours = merging->ours.slots[i].value;
		if (merging->ours.slots[i].key != NULL && !ours->in_result)
			*VEC_ADD(merging->git->arena, removed) = ours->file;
	}
}

static void
sort_files(struct git_files *files)
{
	if (files->len > 0)
		qsort(files->items, files->len, sizeof(files->items[0]), compare_files);
}

static int
merge_trees(struct merging *merging, const git_commit *ours, const git_commit *theirs)
{
	git_index *index;
	git_merge_options options;
	git_merge_options_init(&options, GIT_MERGE_OPTIONS_VERSION);
	if (git_merge_commits(&index, merging->git->repository, ours, theirs, &options) < 0)
		return git_failed(merging->git, "cannot perform a trial merge");
	int result = read_merged(merging, index);
	if (result == 0)
		result = read_conflicts(merging, index);
	if (result == 0)
		list_removed(merging);
	git_index_free(index);
	sort_files(&merging->out->files);
	sort_files(&merging->out->removed);
	return result;
}

/*
 * Whether the folder has the same contents in both trees. If both lack it, it may have been
 * renamed.
 */
static bool
has_same_folder(struct git *git, const git_tree *a, const git_tree *b, const char *folder)
{
	git_tree *x = tree_of_folder(git, a, folder), *y = tree_of_folder(git, b, folder);
	bool same = x != NULL && y != NULL && git_oid_equal(git_tree_id(x), git_tree_id(y));
	git_tree_free(x);
	git_tree_free(y);
	return same;
}

/*
 * Whether their side may have changed the folders since the only merge base. Usually it has not,
 * and merging large trees takes time.
 */
static bool
may_have_changes(struct merging *merging, const git_tree *theirs)
{
	git_commit *base;
	git_tree *root = NULL;
	struct git *git = merging->git;
	const struct git_merged *out = merging->out;
	bool changed = false;
	if (out->relation == GIT_SAME || out->relation == GIT_AHEAD)
		return false;
	if (out->bases.len != 1 || commit_open(git, &base, out->bases.items[0].id) < 0)
		return true;
	if (git_commit_tree(&root, base) < 0)
		changed = true;
	for (size_t i = 0; i < merging->count && !changed; i++)
		changed = merging->paths[i] != NULL &&
			  !has_same_folder(git, root, theirs, merging->paths[i]);
	git_tree_free(root);
	git_commit_free(base);
	return changed;
}

static int
merge_commits(struct merging *merging, git_commit *ours, git_commit *theirs)
{
	git_tree *our_tree = NULL, *their_tree = NULL;
	int result = relate(merging, ours, theirs);
	if (result < 0 || merging->out->relation == GIT_NOT_KNOWN)
		return result;
	if (git_commit_tree(&our_tree, ours) < 0 || git_commit_tree(&their_tree, theirs) < 0) {
		result = git_failed(merging->git, "cannot perform a trial merge");
	} else if (may_have_changes(merging, their_tree)) {
		find_all_renamed(merging, our_tree, their_tree);
		list_ours(merging, our_tree);
		result = merge_trees(merging, ours, theirs);
	}
	git_tree_free(our_tree);
	git_tree_free(their_tree);
	return result;
}

int
module_merge(struct git *git, struct git_merged *out, const char *ours, const char *theirs,
	const char *const *folders, size_t count)
{
	git_commit *our_commit = NULL, *their_commit = NULL;
	*out = (struct git_merged){0};
	struct merging merging = {.git = git,
		.out = out,
		.paths = paths_inside(git, folders, count),
		.renamed = arena_alloc(git->arena, count * sizeof(char *)),
		.count = count};
	out->renamed_from = merging.renamed;
	int result = commit_open(git, &our_commit, ours);
	if (result == 0)
		result = commit_open(git, &their_commit, theirs);
	if (result == 0)
		result = merge_commits(&merging, our_commit, their_commit);
	git_commit_free(our_commit);
	git_commit_free(their_commit);
	return result;
}
