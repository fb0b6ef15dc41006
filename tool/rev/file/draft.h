/*
 * draft: the life of a revision that schemac generated and that is not reviewed yet.
 *
 * An untouched draft is replaced when the models change again, and removed when they change back. A
 * draft is never overwritten once it has been edited, reviewed, committed or applied, or has a
 * descendant. Two builds at the same time must write one draft only. A process that may write takes
 * the lock first, and loads the store while it holds the lock:
 *
 *	draft_lock → store_load → compare → draft_write / draft_remove → draft_unlock
 *
 * Must not know: git and databases; struct draft_facts answers for them.
 */
#ifndef SCHEMAC_REV_FILE_DRAFT_H
#define SCHEMAC_REV_FILE_DRAFT_H

#include "base/arena.h"
#include "diag/diag.h"
#include "rev/file/review.h"
#include "rev/file/script_print.h"
#include "rev/file/snapshot.h"
#include "rev/graph/revision.h"

#include <stdbool.h>

/* Facts about a revision that rev/ cannot know. A NULL function answers no. */
struct draft_facts {
	void *data;
	bool (*is_committed)(void *data, const struct revision *revision);
	bool (*is_applied)(void *data, const struct revision *revision);
};

struct draft_lock {
	const char *path; /* FOLDER/.schemac.lock */
	int descriptor;
};

/* FOLDER/.schemac.lock */
const char *draft_lock_path(struct arena *arena, const char *folder);

/* Waits until the folder's lock is free, and takes it. draft_unlock() removes the file. */
int draft_lock(struct arena *arena, struct draft_lock *out, const char *folder,
	struct diagnostics *diagnostics);
void draft_unlock(struct draft_lock *lock);

/* Whether the revision may be overwritten or removed, and if not, why. */
enum draft_state {
	DRAFT_FREE, /* it may be */
	DRAFT_EDITED,
	DRAFT_REVIEWED,
	DRAFT_FOLLOWED, /* a revision revises it or depends on it */
	DRAFT_COMMITTED,
	DRAFT_APPLIED,
};

int draft_state_of(struct arena *arena, enum draft_state *out, const struct revision *revision,
	const struct draft_facts *world, struct diagnostics *diagnostics);

/* The two files of a new revision. */
struct draft {
	const char *folder;
	const char *name; /* file name without its extension */
	struct revision_text text;
	struct snapshot snapshot; /* path, revision, parents, generated and review are set here */
	bool generated;           /* schemac wrote the SQL: it is a draft until it is edited */
};

/*
 * Writes both files, and removes those of the revision that it replaces (NULL: none). Returns the
 * path of the SQL file and sets draft->snapshot.path. NULL after a diagnostic. Existing files of
 * other revisions are not overwritten.
 */
const char *draft_write(struct arena *arena, struct draft *draft, const struct revision *replaces,
	struct diagnostics *diagnostics);

/* Removes both files. */
int draft_remove(const struct revision *revision, struct diagnostics *diagnostics);

#endif
