/*
 * module_internal: the functions that the files of the module share. Only git/module/ includes
 * this.
 *
 * Functions of libgit2 return 0 or a negative code. The function that obtains a libgit2 object also
 * frees it; results are copied into git->arena. Supports libgit2 1.1 to 1.9.
 */
#ifndef SCHEMAC_GIT_MODULE_MODULE_INTERNAL_H
#define SCHEMAC_GIT_MODULE_MODULE_INTERNAL_H

#include "git/functions.h"

#include <git2.h>

enum {
	ID_SIZE = 64 + 1, /* size of a SHA-256 id as text, terminated; a SHA-1 id is shorter */
};

/*
 * Makes libgit2 keep new objects in memory (a merge creates blobs), so that no file of the object
 * database changes. The arena must outlive the repository.
 */
int keep_objects(struct arena *arena, git_repository *repository);

/* libgit2's message for its last error. */
const char *git_problem(void);

/* Reports a failure, followed by libgit2's message. Always returns -1. */
int git_failed(struct git *git, const char *format, ...) __attribute__((format(printf, 2, 3)));

const char *id_text(struct arena *arena, const git_oid *id);

/* Looks up a commit by its full id; -1 after a diagnostic. The caller frees the commit. */
int commit_open(struct git *git, git_commit **out, const char *id);

/* Fills in the description of a commit. */
void commit_describe(struct git *git, struct commit *out, const git_commit *commit);

/*
 * The path, within the repository, of a file in the work tree. It is "" for the top folder, and
 * NULL if the file is outside. In a bare repository a relative path is already a path in the
 * repository.
 */
const char *path_inside(struct git *git, const char *path);

/* The same for several folders. */
const char **paths_inside(struct git *git, const char *const *folders, size_t count);

/* The folder's tree within a commit's tree, or NULL. The caller frees it. */
git_tree *tree_of_folder(struct git *git, const git_tree *root, const char *folder);

/* Reads a blob into *out; -1 after a diagnostic. */
int file_of_blob(
	struct git *git, struct git_file *out, const git_oid *id, const char *path, size_t folder);

/* Adds the regular files that are directly in a tree; path is that of the tree. */
int add_files(struct git *git, struct git_files *out, const git_tree *tree, const char *path,
	size_t folder);

/* The folder below the root that contains most of these names; NULL if none contains any. */
const char *folder_with(struct arena *arena, git_tree *root, const struct map *names);

/* Whether a tree's or an index's entry is a regular file. */
bool is_regular(unsigned mode);

int module_open(struct git *git, const char *folder, const struct git_place *place);
void module_close(struct git *git);
bool module_is_committed(struct git *git, const char *path);
int module_identity(struct arena *arena, struct git_person *out, struct git *git);
void module_map_person(struct git *git, struct git_person *person);
int module_branches(struct git *git, struct git_refs *out);
int module_find_target(struct git *git, struct git_target *out, const char *configured);
int module_read_files(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count);
int module_merge(struct git *git, struct git_merged *out, const char *ours, const char *theirs,
	const char *const *folders, size_t count);
int module_worktree_changes(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count);
int module_additions(struct git *git, struct git_additions *out, const char *tip,
	const char *const *folders, size_t count);
int module_find_addition(struct git *git, struct git_addition *out, const char *tip,
	const char *folder, const char *name);
int module_merge_point(
	struct git *git, struct commit *out, const char *tip, const char *a, const char *b);

#endif
