/*
 * drawing: a history as lines beside its revisions, as git log --graph draws it: newest first, a '*' for
 * each revision, a lane for each line of descent that goes on below.
 *
 * Must not know: what is said of a revision.
 */
#ifndef SCHEMAC_CLI_DRAWING_H
#define SCHEMAC_CLI_DRAWING_H

#include "base/strbuf.h"
#include "rev/graph/set.h"

enum {
	DRAWING_LANES = 24, /* that are drawn; what is right of them is not */
};

struct drawing {
	struct arena *arena;
	const struct revision_set *shown; /* lanes lead to these only */
	VEC(const struct revision *) lanes; /* what each lane leads to */
};

/*
 * Appends the rows of one revision, each of which must come before its parents: those that bring
 * its lanes together, its own with the first line of text behind it, further lines of text, and those
 * that lead to its parents.
 */
void drawing_add(struct drawing *drawing, struct strbuf *out, const struct revision *revision,
	const char *text);

#endif
