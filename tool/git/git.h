/*
* git: reads branches, history and files from a git repository. It never writes: no object, ref, index or
 * configuration changes, and nothing is fetched.
 *
* libgit2 is in a module of its own (module/), loaded by the first git_open() that finds a repository. A
 * commit is named by its full id in hexadecimal. Paths of work files are as the user would open them.
 * Paths in the repository are separated by '/' and do not begin with it.
 *
* Functions that return int return 0, or -1 after a diagnostic. Lists are in a stable order. All results
 * live in the arena given to git_open(). Must not know: revisions.
 */
#ifndef SCHEMAC_GIT_GIT_H
#define SCHEMAC_GIT_GIT_H

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "base/vec.h"
#include "diag/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct git_functions;

/* An open repository. The caller of git_open() must not change it. */
struct git {
	const struct git_functions *functions;
	struct arena *arena;
	struct diagnostics *diagnostics;
	void *repository;     /* the module's */
	void *mailmap;        /* the module's */
	struct map histories; /* the module's: path of a folder → struct history * */
	struct map blobs;     /* the module's: id → struct git_file *, each blob is read once */
	const char *folder;   /* absolute path of .git, or of the bare repository */
	const char *worktree; /* absolute path; NULL: bare */
	const char *head;     /* the checked-out commit; NULL: no commit yet */
	const char *branch;   /* "feature/x"; NULL: HEAD is detached */
	bool shallow;         /* a shallow clone: older history is missing */
};

/*
* Opens the repository that contains a folder, which need not exist yet. It may be a worktree, a
 * submodule, a bare repository, or the one that GIT_DIR names. Without a repository *out is NULL and the
 * result 0. -1 with the warning git-unusable if the repository cannot be read: it belongs to a different
 * user, is damaged, or needs a newer libgit2.
 */
int git_open(
	struct arena *arena, struct git **out, const char *folder, struct diagnostics *diagnostics);

/* Does nothing if git is NULL. */
void git_close(struct git *git);

/* Whether HEAD or the index contains the file. Silent: if they cannot be read, the result is true. */
bool git_is_committed(struct git *git, const char *path);

struct git_person {
	const char *name;  /* NULL: unknown */
	const char *email; /* NULL: unknown */
};

/*
* The user: GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, then author.* and user.* in git's configuration of the
 * folder's repository or of the user. Unknown fields are NULL.
 */
int git_identity(struct arena *arena, struct git_person *out, const char *folder,
	struct diagnostics *diagnostics);

/* Replaces a name and an address as the repository's .mailmap specifies. */
void git_map_person(struct git *git, struct git_person *person);

/* The texts of a commit are untrusted: control characters are replaced, and long texts are cut. */
struct commit {
	const char *id;
	struct git_person author; /* after .mailmap */
	long long time;           /* of the author, seconds since 1970 */
	int offset;               /* minutes, of the author's time zone from UTC */
	const char *summary;      /* first line of the message, "" for none */
	size_t parents;           /* 2 or more: a merge */
};
VEC_STRUCT(commits, struct commit);

enum git_ref_kind { GIT_LOCAL_BRANCH, GIT_REMOTE_BRANCH };

struct git_ref {
	enum git_ref_kind kind;
	const char *name;       /* "refs/remotes/origin/main" */
	const char *short_name; /* "origin/main" */
	struct commit commit;
};
VEC_STRUCT(git_refs, struct git_ref);

/* All branches, local ones first, then by name; without origin/HEAD and tags. */
int git_branches(struct git *git, struct git_refs *out);

struct git_target {
	const char *name; /* "origin/main"; NULL: not found */
	struct commit commit;
	long long updated; /* time of the last fetch, push or clone of a remote branch; 0: unknown */
};

/*
* The branch that work is merged into: the configured one (any commit name), or the first that exists of
 * the target of origin/HEAD, main and master. A local branch takes precedence over origin's, unless it is
 * checked out or has no commits of its own. A configured branch that does not exist is an error, with the
 * nearest name.
 */
int git_find_target(struct git *git, struct git_target *out, const char *configured);

struct git_file {
	const char *path;    /* in the repository */
	const char *name;    /* last part of the path; points into it */
	size_t folder;       /* index in the folders of the call */
	const char *id;      /* of the blob */
	const char *content; /* terminated; may contain other NUL bytes */
	size_t length;       /* bytes of content */
};
VEC_STRUCT(git_files, struct git_file);

/*
* The regular files that a commit has directly in the folders, by folder and name. In a bare repository,
 * the folders are relative to its root. A folder that does not exist is empty.
 */
int git_read_files(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count);

enum git_relation {
	GIT_SAME,   /* the same commit */
	GIT_BEHIND, /* theirs contains ours: the merge is a fast-forward */
	GIT_AHEAD,  /* ours contains theirs: nothing to merge */
	GIT_DIVERGED,
	GIT_UNRELATED, /* no common history */
	GIT_NOT_KNOWN, /* a shallow clone lacks the commits to decide */
};

/* A file with a merge conflict. A side is NULL if it does not have the file. */
struct git_conflict {
	const char *path;
	const struct git_file *base, *ours, *theirs;
};

/* The result of a merge of theirs into ours, in the folders. */
struct git_merged {
	enum git_relation relation;
	struct commits bases;               /* several after criss-cross merges */
	struct git_files files;             /* files that ours lacks or has with different content */
	struct git_files removed;           /* files of ours that are removed; without content */
	VEC(struct git_conflict) conflicts; /* by path; these are not in files and removed */
	const char *const *renamed_from;    /* of each folder: its path on their side; NULL: the same */
};

/*
* Merges in memory, as git would. Commits without common history are merged with an empty base. If theirs
 * has nothing new in the folders, the merge is skipped and all lists are empty.
 */
int git_merge_in_memory(struct git *git, struct git_merged *out, const char *ours,
	const char *theirs, const char *const *folders, size_t count);

/*
* The files of a commit in the folders that the work tree may have changed or deleted. Files that git's
 * index knows to be unchanged are left out. A folder that was renamed since is found by the names of its
 * files. Empty in a bare repository.
 */
int git_worktree_changes(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count);

/* The commit that added a file. */
struct git_addition {
	const char *path; /* in the repository */
	const char *name; /* last part of the path */
	size_t folder;
	struct commit commit; /* id NULL: unknown */
	bool or_before;       /* a shallow clone ends there: this commit or an earlier one */
};
VEC_STRUCT(git_additions, struct git_addition);

/* The additions of all files in the folders at the tip, by folder and name. */
int git_additions(struct git *git, struct git_additions *out, const char *tip,
	const char *const *folders, size_t count);

/*
* The addition of one file of a folder. It reads the history only back to that commit. The commit's id is
 * NULL if the tip does not have the file.
 */
int git_find_addition(struct git *git, struct git_addition *out, const char *tip,
	const char *folder, const char *name);

/*
* The earliest commit in the history of the tip that contains both commits: a merge, or the later of the
 * two. out->id is NULL if the tip does not contain both.
 */
int git_merge_point(struct git *git, struct commit *out, const char *tip, const char *a, const char *b);

#endif
