/*
 * functions: the functions that the module exports. Only git/ includes this; other layers include
 * git.h.
 */
#ifndef SCHEMAC_GIT_FUNCTIONS_H
#define SCHEMAC_GIT_FUNCTIONS_H

#include "base/module.h"
#include "git/discover.h"
#include "git/git.h"

#define GIT_MODULE_FILE "schemac-git.so"
#define GIT_MODULE_SYMBOL "schemac_git"

/* Differs if the module and its caller were not compiled together. */
#define GIT_MODULE_LAYOUT                                                                          \
	(sizeof(struct git_functions) + 1000 * sizeof(struct git) +                                \
		1000000 * sizeof(struct diagnostics))

struct git_functions {
	struct module_header header; /* with GIT_MODULE_LAYOUT */
	/* git->repository is NULL if there is no repository. */
	int (*open)(struct git *git, const char *folder, const struct git_place *place);
	void (*close)(struct git *git);
	bool (*is_committed)(struct git *git, const char *path);
	/* Fills in only those fields of *out that are NULL; git is NULL outside a repository. */
	int (*identity)(struct arena *arena, struct git_person *out, struct git *git);
	void (*map_person)(struct git *git, struct git_person *person);
	int (*branches)(struct git *git, struct git_refs *out);
	int (*find_target)(struct git *git, struct git_target *out, const char *configured);
	int (*read_files)(struct git *git, struct git_files *out, const char *commit,
		const char *const *folders, size_t count);
	int (*merge)(struct git *git, struct git_merged *out, const char *ours, const char *theirs,
		const char *const *folders, size_t count);
	int (*worktree_changes)(struct git *git, struct git_files *out, const char *commit,
		const char *const *folders, size_t count);
	int (*additions)(struct git *git, struct git_additions *out, const char *tip,
		const char *const *folders, size_t count);
	int (*find_addition)(struct git *git, struct git_addition *out, const char *tip,
		const char *folder, const char *name);
	int (*merge_point)(
		struct git *git, struct commit *out, const char *tip, const char *a, const char *b);
};

#endif
