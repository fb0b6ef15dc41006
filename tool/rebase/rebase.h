/*
 * rebase: moves the revisions that only this branch has after the head of the target branch, or after
 * another revision.
 */
#ifndef SCHEMAC_REBASE_REBASE_H
#define SCHEMAC_REBASE_REBASE_H

#include "base/map.h"
#include "branch/target_store.h"
#include "rev/file/snapshot.h"
#include "workspace/models.h"

#include <schemac/runtime.h>

/* One revision and what becomes of it. */
struct rebased {
	const struct revision *old;
	bool stays; /* it stands where it should: nothing of it changes */
	bool removed; /* a merge without SQL: a line needs none */

	/* By rebase_rewrite(), for all but those that are removed. */
	const char *id;
	const char *kept;  /* why its SQL is the old one; NULL: it was generated anew */
	const char *sql;   /* the whole file; NULL where it stays */
	size_t sql_length; /* bytes */
	const char *sql_path;
	struct snapshot snapshot; /* with its path */
	struct json *state;       /* the objects when it is applied, key to state */
};

struct rebase {
	struct workspace *workspace;
	struct store store;
	struct target_store target; /* name NULL: git knows of none */
	const struct revision *onto; /* what they follow */
	/* The files as they were, for a database that has applied them; NULL: none is named. */
	const struct schemac_bundle *bundle;
	VEC(struct rebased) steps; /* in the line to be, older first */
	struct map renamed;        /* old id to new id, const char * */
	const struct model_options *model_options;
	struct schema *models; /* read once they are asked for; NULL before */
	bool models_asked;
};

/*
 * Finishes a rebase that an earlier run decided on and did not complete, selects the revisions, rewrites
 * them and, if `write` is set, replaces their files; then the steps are in rebase->steps. `onto` is a
 * revision identifier; NULL: the target branch's head. *recovered: an earlier rebase was finished. -1 after
 * diagnostics; then no file has changed, except those of the earlier rebase.
 */
int rebase_run(struct rebase *rebase, const char *onto, bool write, bool *recovered);

/* Whether any revision moves. */
bool rebase_moves(const struct rebase *rebase);

#endif
