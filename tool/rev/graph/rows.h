/* rows: the rows of the version table, as strings. The graph may lack some of their revisions. */
#ifndef SCHEMAC_REV_GRAPH_ROWS_H
#define SCHEMAC_REV_GRAPH_ROWS_H

#include "base/arena.h"
#include "base/text.h"
#include "rev/graph/graph.h"

/* *known: the revisions of the rows, sorted by number. *unknown: the names that the graph lacks. */
void rows_resolve(struct arena *arena, const struct graph *graph, const struct texts *rows,
	struct revisions *known, struct texts *unknown);

/* Adds notes about a revision that the graph lacks to the last diagnostic, see struct origins. */
void rows_note_missing(const struct graph *graph, const char *id, struct diagnostics *diagnostics);

#endif
