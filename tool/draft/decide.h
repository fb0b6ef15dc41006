/*
 * decide: which drafts versions/ should contain, given an examination. Nothing is written here.
 *
 * An untouched draft at the head is obsolete: it is replaced, or removed if the models changed
 * back. A draft that was edited, reviewed, committed or applied is kept, and the new draft follows
 * it (see draft_state.h).
 */
#ifndef SCHEMAC_DRAFT_DECIDE_H
#define SCHEMAC_DRAFT_DECIDE_H

#include "draft/draft_text.h"

enum {
	DECISION_DRAFTS = 2, /* the second one contains what cannot run in a transaction: concurrent.h */
};

struct decision {
	struct planned_draft drafts[DECISION_DRAFTS]; /* each follows the one before it */
	size_t count; /* of drafts; 0: the models do not differ from the parent */

	/* The obsolete drafts whose files are replaced or removed; NULL: none, or unchanged. */
	const struct revision *removed, *removed_next;
};

/* Fills in the decision. -1 after diagnostics if a change is not possible. */
int decide(struct workspace *workspace, struct decision *out, const struct examination *examination,
	const struct draft_options *options);

/* Whether the decision changes any file. */
bool decision_changes_files(const struct decision *decision);

/* Adds the drafts that the decision replaces or removes. */
void decision_list_removed(
	struct arena *arena, const struct decision *decision, struct revisions *out);

#endif
