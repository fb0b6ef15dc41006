/*
 * drawing: draws a history as `git log --graph` does, newest first: a '*' for each revision, and a
 * lane for each line of descent that continues below.
 *
 * Must not know the text of a revision.
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
	const struct revision_set *shown; /* lanes lead only to these */
	VEC(const struct revision *) lanes; /* the next revision of each lane */
};

/*
 * Appends the rows of one revision: those that join its lanes, its own row with the first line of
 * text, the other lines of text, and those that lead to its parents. Children must be added before
 * their parents.
 */
void drawing_add(struct drawing *drawing, struct strbuf *out, const struct revision *revision,
	const char *text);

#endif
