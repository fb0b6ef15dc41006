/*
 * rows: the rows of the version table, as texts. Some may be unknown to the graph.
 */
#ifndef SCHEMAC_REV_GRAPH_ROWS_H
#define SCHEMAC_REV_GRAPH_ROWS_H

#include "base/arena.h"
#include "base/text.h"
#include "rev/graph/graph.h"

/* The revisions that the rows name, by number; names that the graph lacks go to unknown. */
void rows_resolve(struct arena *arena, const struct graph *graph, const struct texts *rows,
	struct revisions *known, struct texts *unknown);

#endif
