/*
 * git: reads branches, history and files from a git repository. It never writes: no object, ref,
 * index or configuration changes, and nothing is fetched.
 *
 * libgit2 is used only in a separate module (module/), which the first git_open() that finds a
 * repository loads. Commits are identified by their full hexadecimal ids. Paths in the work tree
 * are as the user would open them. Paths in the repository use '/' as the separator and do not
 * begin with it.
 *
 * Functions that return int return 0, or -1 after a diagnostic. Lists are in a stable order. All
 * results live in the arena given to git_open(). Must not know: revisions.
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
	void *repository;     /* used by the module */
	void *mailmap;        /* used by the module */
	struct map histories; /* used by the module: folder path → struct history * */
	struct map blobs;     /* used by the module: id → struct git_file *, read once */
	const char *folder;   /* absolute path of .git, or of the bare repository */
	const char *worktree; /* absolute path; NULL: bare */
	const char *head;     /* the checked-out commit; NULL: no commit yet */
	const char *branch;   /* "feature/x"; NULL: HEAD is detached */
	bool shallow;         /* a shallow clone: older history is missing */
};

/*
 * Opens the repository that contains a folder, which need not exist yet. It may be a worktree, a
 * submodule, a bare repository, or the one that GIT_DIR names. If there is no repository, *out is
 * NULL and the result is 0. Returns -1 with the warning git-unusable if the repository cannot be
 * read because it belongs to a different user, is damaged, or needs a newer libgit2.
 */
int git_open(
	struct arena *arena, struct git **out, const char *folder, struct diagnostics *diagnostics);

/* Does nothing if git is NULL. */
void git_close(struct git *git);

/*
 * Whether HEAD or the index contains the file. Reports nothing: if they cannot be read, the result
 * is true.
 */
bool git_is_committed(struct git *git, const char *path);

struct git_person {
	const char *name;  /* NULL: unknown */
	const char *email; /* NULL: unknown */
};

/*
 * The user's name and address: from GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, then from author.* and
 * user.* in the git configuration of the folder's repository or of the user. Unknown fields are
 * NULL.
 */
int git_identity(struct arena *arena, struct git_person *out, const char *folder,
	struct diagnostics *diagnostics);

/* Replaces a name and an address as the repository's .mailmap specifies. */
void git_map_person(struct git *git, struct git_person *person);

/* Text from a commit is untrusted: control characters are replaced, and long text is truncated. */
struct commit {
	const char *id;
	struct git_person author; /* after .mailmap */
	long long time;           /* author date, seconds since 1970 */
	int offset;               /* of the author's time zone from UTC, in minutes */
	const char *summary;      /* first line of the message; "": none */
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

/* All branches except origin/HEAD: local ones first, then sorted by name. Tags are not included. */
int git_branches(struct git *git, struct git_refs *out);

struct git_target {
	const char *name; /* "origin/main"; NULL: not found */
	struct commit commit;
	long long updated; /* last fetch, push or clone of a remote branch; 0: unknown */
};

/*
 * The branch that work is merged into. It is the configured one, which may be any commit name. If
 * none is configured, it is the first of these that exists: the target of origin/HEAD, main,
 * master. A local branch takes precedence over origin's, unless it is checked out or has no commits
 * of its own. A configured branch that does not exist is an error; the diagnostic suggests the
 * nearest name.
 */
int git_find_target(struct git *git, struct git_target *out, const char *configured);

struct git_file {
	const char *path;    /* in the repository */
	const char *name;    /* last part of the path; points into it */
	size_t folder;       /* index into the caller's list of folders */
	const char *id;      /* of the blob */
	const char *content; /* terminated; may contain other NUL bytes */
	size_t length;       /* bytes of content */
};
VEC_STRUCT(git_files, struct git_file);

/*
 * The regular files directly in the folders at a commit, sorted by folder and name. In a bare
 * repository, the folders are relative to its root. A folder that does not exist counts as empty.
 */
int git_read_files(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count);

enum git_relation {
	GIT_SAME,   /* the same commit */
	GIT_BEHIND, /* theirs contains ours: the merge is a fast-forward */
	GIT_AHEAD,  /* ours contains theirs: nothing to merge */
	GIT_DIVERGED,
	GIT_UNRELATED, /* no common history */
	GIT_NOT_KNOWN, /* a shallow clone lacks the commits needed to decide */
};

/* A file with a merge conflict. A side is NULL if it does not have the file. */
struct git_conflict {
	const char *path;
	const struct git_file *base, *ours, *theirs;
};

/* The result of a merge of theirs into ours, limited to the folders. */
struct git_merged {
	enum git_relation relation;
	struct commits bases;     /* several after criss-cross merges */
	struct git_files files;   /* files that ours lacks or has with different content */
	struct git_files removed; /* files of ours that are to be removed; without content */
	VEC(struct git_conflict) conflicts; /* sorted by path; not repeated in files or removed */
	const char *const *renamed_from;    /* each folder's path on their side; NULL: the same */
};

/*
 * Merges in memory, as git would. Commits without common history are merged with an empty base. If
 * theirs has nothing new in the folders, the merge is skipped and all lists are empty.
 */
int git_merge_in_memory(struct git *git, struct git_merged *out, const char *ours,
	const char *theirs, const char *const *folders, size_t count);

/*
 * The files in the folders at a commit that may be changed or deleted in the work tree. Files that
 * are unchanged according to git's index are left out. A folder that was renamed after the commit
 * is recognized by the names of its files. In a bare repository the list is empty.
 */
int git_worktree_changes(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count);

/* The commit that added a file. */
struct git_addition {
	const char *path; /* in the repository */
	const char *name; /* last part of the path */
	size_t folder;
	struct commit commit; /* its id is NULL if the commit is unknown */
	bool or_before;       /* a shallow clone ends there; the file may be older */
};
VEC_STRUCT(git_additions, struct git_addition);

/* The commits that added the files in the folders at the tip, sorted by folder and name. */
int git_additions(struct git *git, struct git_additions *out, const char *tip,
	const char *const *folders, size_t count);

/*
 * The same for one file in a folder. Reads the history only back to the commit that added the file.
 * The commit's id is NULL if the tip does not have the file.
 */
int git_find_addition(struct git *git, struct git_addition *out, const char *tip,
	const char *folder, const char *name);

/*
 * The earliest commit in the history of the tip that contains both commits: a merge, or the later
 * of the two. out->id is NULL if the tip does not contain both.
 */
int git_merge_point(
	struct git *git, struct commit *out, const char *tip, const char *a, const char *b);

#endif
