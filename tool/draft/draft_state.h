/*
 * draft_state: whether a draft may be overwritten.
 *
 * An untouched draft is replaced when the models change again, and removed when they change back. A
 * draft is never overwritten once it has been edited, reviewed, committed or applied, or has a
 * descendant.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_STATE_H
#define SCHEMAC_DRAFT_DRAFT_STATE_H

#include "rev/graph/revision.h"
#include "workspace/workspace.h"

/*
 * How to find out whether a revision is committed or applied. A NULL function means that it is not.
 */
struct draft_facts {
	void *data;
	bool (*is_committed)(void *data, const struct revision *revision);
	bool (*is_applied)(void *data, const struct revision *revision);
};

/*
 * The facts from git and from the configured database, if there is one. The workspace must outlive
 * the result.
 */
struct draft_facts draft_facts_of(struct workspace *workspace);

/* Whether the revision may be overwritten or removed, and if not, the reason. */
enum draft_state {
	DRAFT_FREE, /* it may be */
	DRAFT_EDITED,
	DRAFT_REVIEWED,
	DRAFT_FOLLOWED, /* a different revision follows it or depends on it */
	DRAFT_COMMITTED,
	DRAFT_APPLIED,
};

/* -1 after a diagnostic if the revision cannot be read. */
int draft_state_of(struct arena *arena, enum draft_state *out, const struct revision *revision,
	const struct draft_facts *facts, struct diagnostics *diagnostics);

#endif
