/*
 * draft_lock: the lock of a version location. Two simultaneous builds must write only one draft.
 * Therefore a process that may write takes the lock before it loads the store, and holds it until
 * it has written.
 *
 *	draft_lock → store_load → compare → draft_write / draft_remove → draft_unlock
 */
#ifndef SCHEMAC_REV_FILE_DRAFT_LOCK_H
#define SCHEMAC_REV_FILE_DRAFT_LOCK_H

#include "base/arena.h"
#include "diag/diag.h"

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

#endif
