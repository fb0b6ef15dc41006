/*
 * graph_origins: information from git about the revisions of a graph, for messages.
 */
#ifndef SCHEMAC_BRANCH_GRAPH_ORIGINS_H
#define SCHEMAC_BRANCH_GRAPH_ORIGINS_H

#include "workspace/workspace.h"

/*
 * Sets graph->origins, so that messages name commits, the target branch, and the branches that
 * contain a missing revision. Git is read only when such a message is printed.
 */
void graph_origins_set(struct workspace *workspace, struct graph *graph);

#endif
