/*
 * review: whether a person has read a revision. A review covers the SQL file and the snapshot as
 * they were; any later edit of either makes it void. CR before LF and a byte order mark do not
 * count.
 */
#ifndef SCHEMAC_REV_FILE_REVIEW_H
#define SCHEMAC_REV_FILE_REVIEW_H

#include "base/arena.h"
#include "diag/diag.h"
#include "rev/graph/revision.h"
#include "rev/file/script.h"
#include "rev/file/snapshot.h"

enum review_state {
	REVIEW_DRAFT,      /* as it was generated, and nobody has reviewed it */
	REVIEW_UNREVIEWED, /* written or edited by hand, and never reviewed */
	REVIEW_EDITED,     /* changed since its review */
	REVIEW_DONE,
};

/* "draft", "unreviewed", "edited after its review", "reviewed". */
const char *review_state_name(enum review_state state);

/* The state of what was read already. sql is the file's text. */
enum review_state review_state_of(
	struct arena *arena, const struct snapshot *snapshot, const char *sql, size_t sql_length);

/* Reads both files. The snapshot is given back where the pointer is not NULL. */
int review_read(struct arena *arena, enum review_state *out, struct snapshot *snapshot,
	const struct revision *revision, struct diagnostics *diagnostics);

/* Records the review in the snapshot; review->digest is computed here. */
int review_mark(struct arena *arena, const struct revision *revision, const struct review *review,
	struct diagnostics *diagnostics);

/* Takes the review away; a revision without one is left as it is. */
int review_revoke(
	struct arena *arena, const struct revision *revision, struct diagnostics *diagnostics);

#endif
