/*
 * pending: the revisions that wait for a review, their authors, and who may review them.
 */
#ifndef SCHEMAC_REVIEW_PENDING_H
#define SCHEMAC_REVIEW_PENDING_H

#include "base/json.h"
#include "rev/graph/graph.h"
#include "review/reviewer.h"

enum waiting_for {
	WAITING_FOR_ANYBODY,
	WAITING_FOR_YOU,   /* review_by_other: the author is somebody else */
	WAITING_FOR_OTHER, /* review_by_other: you are the author */
};

struct pending_review {
	const struct revision *revision;
	const char *state; /* "draft", …, "reviewed by its author" */
	struct authorship written;
	enum waiting_for whom;
};
VEC_STRUCT(pending_reviews, struct pending_review);

/* Finds the revisions without a valid review, in the order of the graph. -1 after a diagnostic. */
int pending_find(
	struct workspace *workspace, const struct graph *graph, struct pending_reviews *out);

/* "one: draft (author Bob <bob@example.org>), waits for you" */
const char *pending_print(struct arena *arena, const struct pending_review *waiting);

/* {"author": …, "commit": …, "revision": …, "state": …, "waits_for": "anybody|you|other"} */
struct json *pending_to_json(struct arena *arena, const struct pending_review *waiting);

#endif
