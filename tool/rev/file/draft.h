/*
 * draft: the life of a revision that the tool wrote and nobody has reviewed.
 *
 * An untouched draft may be written anew when the models change again, and removed when they change
 * back. One that was edited, reviewed, committed, applied, or that another revision follows is
 * never overwritten. Two builds at once write one draft: whoever may write takes the lock first,
 * and loads the store while it holds it:
 *
 *	draft_lock → store_load → compare → draft_write / draft_remove → draft_unlock
 *
 * Must not know: git and databases; those are asked through struct draft_facts.
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

/* What rev cannot know. A NULL function answers no. */
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

/* Waits for whoever holds the folder's lock. The file is removed by draft_unlock(). */
int draft_lock(struct arena *arena, struct draft_lock *out, const char *folder,
	struct diagnostics *diagnostics);
void draft_unlock(struct draft_lock *lock);

/* Why the revision may not be overwritten or removed. */
enum draft_state {
	DRAFT_FREE, /* it may be */
	DRAFT_EDITED,
	DRAFT_REVIEWED,
	DRAFT_FOLLOWED, /* another revision follows it or depends on it */
	DRAFT_COMMITTED,
	DRAFT_APPLIED,
};

int draft_state_of(struct arena *arena, enum draft_state *out, const struct revision *revision,
	const struct draft_facts *world, struct diagnostics *diagnostics);

/* The two files of a revision that is to be written. */
struct draft {
	const char *folder;
	const char *name; /* file name without its ending */
	struct revision_text text;
	struct snapshot snapshot; /* path, revision, parents, generated and review are set here */
	bool generated;           /* the SQL is the tool's: it stays a draft until it is edited */
};

/*
 * Writes both files; draft->snapshot.path and the result, the path of the SQL file, say where.
 * NULL after a diagnostic; refuses to replace a file that is there and is not `replaces`' own.
 */
const char *draft_write(struct arena *arena, struct draft *draft, const struct revision *replaces,
	struct diagnostics *diagnostics);

/* Removes both files. */
int draft_remove(const struct revision *revision, struct diagnostics *diagnostics);

#endif
