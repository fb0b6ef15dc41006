/*
 * plan: which revisions to apply or to undo, in which order, and the version table afterwards.
 *
 * What is applied is what the rows name and all that those need. The rows are always the heads of
 * what is applied: a revision that another applied one revises or depends on is not among them.
 * An upgrade applies what the target needs; a downgrade undoes what came after the target on its
 * line, and what revises or depends on that.
 */
#ifndef SCHEMAC_REV_GRAPH_GRAPH_PLAN_H
#define SCHEMAC_REV_GRAPH_GRAPH_PLAN_H

#include "base/arena.h"
#include "base/text.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "rev/graph/graph.h"

#include <schemac/runtime.h>

struct graph_plan {
	/* For schemac_run(): a revision is given by its number, its place in the bundle. */
	VEC(struct schemac_move) moves;
	struct revisions rows; /* afterwards, sorted by id */
};

/* What text means is in resolve.h. Where the rows name a revision that the graph lacks: an error.
 */
int graph_plan_upgrade(struct arena *arena, struct graph_plan *out, const struct graph *graph,
	const struct texts *rows, const char *text, struct diagnostics *diagnostics);
int graph_plan_downgrade(struct arena *arena, struct graph_plan *out, const struct graph *graph,
	const struct texts *rows, const char *text, struct diagnostics *diagnostics);

/*
 * Only the rows change: those that are before or after a target go, the targets come, rows of
 * other branches stay. To start from nothing (--purge), give no rows.
 */
int graph_plan_stamp(struct arena *arena, struct graph_plan *out, const struct graph *graph,
	const struct texts *rows, const char *const *targets, size_t count,
	struct diagnostics *diagnostics);

#endif
