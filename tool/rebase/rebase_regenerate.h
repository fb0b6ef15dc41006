/*
 * rebase_regenerate: regenerates a revision from a different schema.
 *
 * It does this only if the SQL was not edited, and if this schemac generates the same SQL from the
 * old schema. Otherwise the effect of a hint, a different version of schemac or a manual change
 * could be lost.
 */
#ifndef SCHEMAC_REBASE_REBASE_REGENERATE_H
#define SCHEMAC_REBASE_REBASE_REGENERATE_H

#include "rebase/rebase.h"

struct regeneration {
	struct rebase *rebase;
	const struct revision *old;
	const struct snapshot *snapshot;   /* the old one */
	const struct json *old_before;     /* the objects before it in the old history */
	const struct json *before, *after; /* the objects before and after it in the new history */
	const char *parent;                /* the id of its new parent */

	/* The result. */
	bool empty;              /* no change is left for any dialect of the project */
	const char *kept;        /* why the SQL is kept; NULL: the other fields are set */
	const char *id, *text;   /* the whole SQL file */
	struct snapshot written; /* changes, renames and the digest of what was generated */
};

/* sql: the present text of the file. -1 after diagnostics. */
int rebase_regenerate(struct regeneration *r, const char *sql, size_t length);

/* A column of the table in `objects` that the rebuild does not expect; NULL: none. */
const char *rebase_regenerate_unknown_column(struct workspace *workspace,
	const struct json *objects, const struct schemac_step *rebuild);

#endif
