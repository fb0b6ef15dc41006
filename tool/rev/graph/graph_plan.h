/*
 * graph_plan: the revisions to apply or undo, their order, and the rows of the version table
 * afterwards.
 *
 * The applied revisions are those that the rows name, and all revisions that these need. The rows
 * are always the heads of the applied revisions: a revision that an applied one revises or depends
 * on is not a row. An upgrade applies the wanted revisions and all that they need. A downgrade
 * undoes the descendants of the wanted revision on its line, and all revisions that revise or
 * depend on them.
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
	/* For schemac_run(). A revision's number is its index in the bundle. */
	VEC(struct schemac_move) moves;
	struct revisions rows; /* the rows afterwards, sorted by id */
};

/*
 * text is an identifier (resolve.h). It is an error if a row names a revision that the graph lacks.
 */
int graph_plan_upgrade(struct arena *arena, struct graph_plan *out, const struct graph *graph,
	const struct texts *rows, const char *text, struct diagnostics *diagnostics);
int graph_plan_downgrade(struct arena *arena, struct graph_plan *out, const struct graph *graph,
	const struct texts *rows, const char *text, struct diagnostics *diagnostics);

/*
 * Changes only the rows: the stamped revisions replace the rows that are their ancestors or
 * descendants. Rows of other branches remain. To replace all rows (--purge), pass no rows.
 */
int graph_plan_stamp(struct arena *arena, struct graph_plan *out, const struct graph *graph,
	const struct texts *rows, const char *const *identifiers, size_t count,
	struct diagnostics *diagnostics);

#endif
