/*
 * rebase: the revisions that only this branch has, put after another one.
 *
 *	rebase_select   which ones they are, and in which line they stand afterwards
 *	rebase_make     what each says there: its id, its SQL and its snapshot
 *	rebase_write    the files, so that a crash at any moment leaves what a rerun finishes
 *	rebase_advise   what a database that has the old ones needs
 *
 * Only cmd/rebase*.c include this.
 */
#ifndef SCHEMAC_REBASE_REBASE_H
#define SCHEMAC_REBASE_REBASE_H

#include "base/map.h"
#include "branch/target_store.h"

#include <schemac/runtime.h>

/* One revision and what becomes of it. */
struct rebased {
	const struct revision *old;
	bool stays; /* it stands where it should: nothing of it changes */
	bool gone;  /* a merge without SQL: a line needs none */

	/* By rebase_make(), for all but those that are gone. */
	const char *id;
	const char *kept;  /* why its SQL is the old one; NULL: it was generated anew */
	const char *sql;   /* the whole file; NULL where it stays */
	size_t sql_length; /* bytes */
	const char *sql_path;
	struct snapshot snapshot; /* with its path */
	struct json *state;       /* the objects when it is applied, key to state */
};

struct rebase {
	struct context *context;
	struct store store;
	struct target_branch target; /* name NULL: git knows of none */
	const struct revision *onto; /* what they follow */
	/* The files as they were, for a database that has applied them; NULL: none is named. */
	const struct schemac_bundle *bundle;
	VEC(struct rebased) steps; /* in the line to be, older first */
	struct map renamed;        /* old id to new id, const char * */
	const struct model_options *model_options;
	struct schema *models; /* read once they are asked for; NULL before */
	bool models_asked;
};

/* onto: what the user names; NULL: the target branch's head. Several errors are possible. */
int rebase_select(struct rebase *rebase, const char *onto);

/* Nothing is written. -1 after diagnostics, of conflicts among others. */
int rebase_make(struct rebase *rebase);

/* Finishes what a run left that was interrupted; *finished says whether there was something. */
int rebase_recover(struct context *context, bool *finished);

int rebase_write(struct rebase *rebase);

/* A warning with the commands for the configured database, where it has one of the old ids. */
void rebase_advise(struct rebase *rebase);

#endif
