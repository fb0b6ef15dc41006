/*
 * rebase_regenerate: a generated revision, generated anew on top of another schema.
 *
 * Only SQL that nobody touched is, and only where schemac writes the same SQL today when it is
 * given the old schema: so nothing can be lost that a hint, another version or a hand once put
 * there.
 */
#ifndef SCHEMAC_REBASE_REBASE_REGENERATE_H
#define SCHEMAC_REBASE_REBASE_REGENERATE_H

#include "rebase/rebase.h"

struct regeneration {
	struct rebase *rebase;
	const struct revision *old;
	const struct snapshot *snapshot;   /* the old one */
	const struct json *old_before;     /* the objects before it, as it was made */
	const struct json *before, *after; /* and from now on */
	const char *parent;                /* the id that it follows from now on */

	/* The result. */
	const char *kept;        /* why the SQL is better kept; NULL: the rest is set */
	const char *id, *text;   /* the whole SQL file */
	struct snapshot written; /* changes, renames and the digest of what was generated */
};

/* sql is the file as it is. -1 after diagnostics. */
int rebase_regenerate(struct regeneration *r, const char *sql, size_t length);

/*
 * A column that the table has among the objects, and the rebuild does not expect; NULL: there is
 * none.
 */
const char *rebase_regenerate_unknown_column(
	struct workspace *workspace, const struct json *objects, const struct schemac_step *rebuild);

#endif
