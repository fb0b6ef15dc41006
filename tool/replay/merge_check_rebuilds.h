/*
 * merge_check_rebuilds: tables that one head rebuilds (SQLite) and a different head changes.
 */
#ifndef SCHEMAC_REPLAY_MERGE_CHECK_REBUILDS_H
#define SCHEMAC_REPLAY_MERGE_CHECK_REBUILDS_H

#include "workspace/workspace.h"

/*
 * Refuses to merge heads if one of them rebuilds a table that a different one changes or rebuilds:
 * a rebuild contains only the columns of its own side. -1 after an error for each such table.
 */
int merge_check_rebuilds(
	struct workspace *workspace, const struct store *store, const struct revisions *heads);

#endif
