/*
 * rebase: moves the revisions that only this branch has after the head of the target branch, or
 * after a given revision.
 */
#ifndef SCHEMAC_REBASE_REBASE_H
#define SCHEMAC_REBASE_REBASE_H

#include "base/map.h"
#include "branch/target_store.h"
#include "rev/file/snapshot.h"
#include "workspace/models.h"

#include <schemac/runtime.h>

/* One revision, before and after the rebase. */
struct rebased {
	const struct revision *old;
	bool unchanged; /* already in its new position */
	bool removed;   /* a merge without SQL, unnecessary in a linear history */

	/* Set by rebase_rewrite(), except for removed ones. */
	const char *id;
	const char *kept;  /* the reason why its SQL was kept; NULL: it was regenerated */
	const char *sql;   /* the whole file; NULL if unchanged */
	size_t sql_length; /* bytes */
	const char *sql_path;
	struct snapshot snapshot; /* includes its path */
	struct json *state;       /* the objects after it is applied, key to state */
};

struct rebase {
	struct workspace *workspace;
	struct store store;
	struct target_store target; /* its name is NULL if there is none */
	const struct revision *onto; /* the revision that they will follow */
	/* The old revisions, for a database that has applied them; NULL: no database is named. */
	const struct schemac_bundle *bundle;
	VEC(struct rebased) steps; /* in the order of the new line */
	struct map renamed;        /* old id to new id, const char * */
	const struct model_options *model_options;
	struct schema *models; /* read when first needed; NULL before, and if unreadable */
	bool models_read;
};

/*
 * Finishes an interrupted rebase. Then selects the revisions, rewrites them in rebase->steps and,
 * if `write` is set, replaces their files. `onto` is a revision identifier; NULL: the target
 * branch's head. *recovered: whether an earlier rebase was finished. -1 after diagnostics; then no
 * file has changed, except those of the earlier rebase.
 */
int rebase_run(struct rebase *rebase, const char *onto, bool write, bool *recovered);

/* Whether any revision moves. */
bool rebase_moves(const struct rebase *rebase);

#endif
