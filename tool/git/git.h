/*
 * git: what the repository says of the revisions. It is read, never written: no object, ref, index
 * or configuration is changed, nothing is fetched.
 *
 * libgit2 is in a module of its own (module/), loaded by the first git_open() that finds a
 * repository; git_watch_files() does without. Commits are named by their full id in hexadecimal.
 * Paths of work files are given as the user would open them; paths inside the repository have '/'
 * between their parts and none at the start.
 *
 * Functions that return int return 0, or -1 after a diagnostic; lists are in a stable order. All
 * results live in the arena given to git_open(). Must not know: what a revision is.
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

/* An open repository. Read only for whoever opened it. */
struct git {
	const struct git_functions *functions;
	struct arena *arena;
	struct diagnostics *diagnostics;
	void *repository;     /* the module's */
	void *mailmap;        /* the module's */
	struct map histories; /* the module's: path of a folder → what is known of its past */
	struct map blobs;     /* the module's: id → struct git_file *, each content read once */
	const char *folder;   /* absolute path of .git, or of the bare repository */
	const char *worktree; /* absolute path; NULL: bare */
	const char *head;     /* the commit checked out; NULL: no commit yet */
	const char *branch;   /* "feature/x"; NULL: HEAD is detached */
	bool shallow;         /* history ends somewhere, and not because it began there */
};

/*
 * Opens the repository that a folder (which need not exist yet) is in: also a worktree, a
 * submodule, a bare repository, or the one that GIT_DIR names. *out is NULL, and the result 0,
 * where there is none. -1 with the warning git-unusable where there is one that cannot be read: it
 * belongs to another user, is damaged, or needs a newer libgit2.
 */
int git_open(
	struct arena *arena, struct git **out, const char *folder, struct diagnostics *diagnostics);

/* NULL is nothing to close. */
void git_close(struct git *git);

/* Whether HEAD or the index has the file. Silent: what cannot be read counts as committed. */
bool git_is_committed(struct git *git, const char *path);

struct git_person {
	const char *name;  /* NULL: not known */
	const char *email; /* NULL: not known */
};

/*
 * Who works here: GIT_AUTHOR_NAME and GIT_AUTHOR_EMAIL, else author.* and user.* of git's
 * configuration, of the folder's repository or of the user. What is not known stays NULL.
 */
int git_identity(struct arena *arena, struct git_person *out, const char *folder,
	struct diagnostics *diagnostics);

/* The person as the repository's .mailmap names them; as they are where it has nothing to say. */
void git_map_person(struct git *git, struct git_person *person);

/* Its texts are anybody's: they come without what a terminal obeys, and cut where they are long. */
struct commit {
	const char *id;
	struct git_person author; /* as .mailmap names them */
	long long time;           /* of the author, seconds since 1970 */
	int offset;               /* minutes that the author's clock was ahead of UTC */
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

/* The branches, local ones first, then by name; origin/HEAD and tags are left out. */
int git_branches(struct git *git, struct git_refs *out);

struct git_target {
	const char *name; /* "origin/main"; NULL: there is none */
	struct commit commit;
	long long updated; /* a remote branch: when it was last fetched, pushed or seen; 0: not
			      known */
};

/*
 * The branch that work is merged into: the one configured, else what origin/HEAD points to, else
 * main, else master (the local one before origin's, unless it is checked out or only behind). A
 * configured one that does not exist is an error.
 */
int git_find_target(struct git *git, struct git_target *out, const char *configured);

struct git_file {
	const char *path;    /* in the repository */
	const char *name;    /* last part of the path; points into it */
	size_t folder;       /* which of the folders asked for it is in */
	const char *id;      /* of the blob */
	const char *content; /* terminated; may hold other NUL bytes */
	size_t length;       /* bytes of content */
};
VEC_STRUCT(git_files, struct git_file);

/*
 * The regular files that are directly in the folders (as the user would open them; in a bare
 * repository from its root) at a commit, by folder and name. A folder that is not there is empty.
 */
int git_read_files(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count);

enum git_relation {
	GIT_SAME,   /* one commit */
	GIT_BEHIND, /* theirs has all of ours: merging is a fast-forward */
	GIT_AHEAD,  /* ours has all of theirs: nothing to merge */
	GIT_DIVERGED,
	GIT_UNRELATED, /* no common history */
	GIT_NOT_KNOWN, /* a shallow clone lacks what would tell */
};

/* A file that a merge cannot decide. A side is NULL where the file is not there. */
struct git_conflict {
	const char *path;
	const struct git_file *base, *ours, *theirs;
};

/* What a merge of theirs into ours would bring to the folders. */
struct git_merged {
	enum git_relation relation;
	struct commits bases;               /* several where histories criss-cross */
	struct git_files files;             /* those that ours has not, or not with this content */
	struct git_files gone;              /* of ours that would go; without content */
	VEC(struct git_conflict) conflicts; /* in the folders, by path; not in files and gone */
	const char *const *renamed_from;    /* per folder: its path on their side; NULL: the same */
};

/*
 * Merges in memory, as git would. Two commits without common history are merged from nothing.
 * Nothing is merged, and all lists are empty, where theirs has nothing new in the folders.
 */
int git_merge_in_memory(struct git *git, struct git_merged *out, const char *ours,
	const char *theirs, const char *const *folders, size_t count);

/*
 * The files that a commit has in the folders, and that the work tree may have in another way or not
 * at all; what git's index knows to be untouched is left out. A folder that was renamed since is
 * found by the names of its files. Empty in a bare repository.
 */
int git_worktree_changes(struct git *git, struct git_files *out, const char *commit,
	const char *const *folders, size_t count);

/* How a file came to be. */
struct git_addition {
	const char *path; /* in the repository */
	const char *name; /* last part of the path */
	size_t folder;
	struct commit commit; /* that added it; id NULL: not known */
	bool or_before;       /* history ends there (shallow clone): this commit or one before */
};
VEC_STRUCT(git_additions, struct git_addition);

/* Which commit added each file that is in the folders at the tip, by folder and name. */
int git_additions(struct git *git, struct git_additions *out, const char *tip,
	const char *const *folders, size_t count);

/*
 * The same for one file of a folder, without looking further back than to its commit. The commit's id
 * is NULL where the tip has no such file.
 */
int git_find_addition(struct git *git, struct git_addition *out, const char *tip,
	const char *folder, const char *name);

/*
 * The first commit, seen from the tip, that has both commits in its history: a merge, or the later
 * of the two. out->id is NULL where the tip has not both.
 */
int git_merge_point(struct git *git, struct commit *out, const char *tip, const char *a, const char *b);

#endif
