/*
 * review: whether a person has reviewed a revision. A review covers the SQL file and the snapshot
 * at that time: a later edit of either file invalidates it. Changes to line endings or to a byte
 * order mark do not count as edits.
 */
#ifndef SCHEMAC_REV_FILE_REVIEW_H
#define SCHEMAC_REV_FILE_REVIEW_H

#include "base/arena.h"
#include "diag/diag.h"
#include "rev/file/script.h"
#include "rev/file/snapshot.h"
#include "rev/graph/revision.h"

enum review_state {
	REVIEW_DRAFT,      /* generated, not edited, never reviewed */
	REVIEW_UNREVIEWED, /* written or edited by hand, never reviewed */
	REVIEW_EDITED,     /* edited after its review */
	REVIEW_DONE,
};

/* "draft", "unreviewed", "edited after its review", "reviewed". */
const char *review_state_name(enum review_state state);

/* The state of a revision whose files have been read. sql is the text of the SQL file. */
enum review_state review_state_of(
	struct arena *arena, const struct snapshot *snapshot, const char *sql, size_t sql_length);

/* Reads both files. snapshot may be NULL. */
int review_read(struct arena *arena, enum review_state *out, struct snapshot *snapshot,
	const struct revision *revision, struct diagnostics *diagnostics);

/* Writes the review into the snapshot. Computes review->digest and ignores its previous value. */
int review_mark(struct arena *arena, const struct revision *revision, const struct review *review,
	struct diagnostics *diagnostics);

/* Removes the review, if there is one. */
int review_revoke(
	struct arena *arena, const struct revision *revision, struct diagnostics *diagnostics);

#endif
