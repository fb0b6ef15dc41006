/*
 * drawing: draws a history as `git log --graph` does, newest first: a '*' for each revision, and a
 * lane for each line of descent that continues below.
 *
 * The module treats the text of a revision as opaque.
 */
#ifndef SCHEMAC_CLI_SHOW_DRAWING_H
#define SCHEMAC_CLI_SHOW_DRAWING_H

#include "base/strbuf.h"
#include "rev/graph/set.h"

enum {
	DRAWING_LANES = 24, /* lanes further right are not drawn */
};

struct drawing {
	struct arena *arena;
	const struct revision_set *shown; /* lanes lead only to revisions in this set */
	VEC(const struct revision *) lanes; /* the next revision of each lane */
};

/*
 * Appends the rows for one revision: rows that join its lanes, its own row with the first line of
 * the text, a row for each further line, and rows that branch to its parents. Children must be
 * added before their parents.
 */
void drawing_add(struct drawing *drawing, struct strbuf *out, const struct revision *revision,
	const char *text);

#endif
