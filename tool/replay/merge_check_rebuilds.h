/*
 * merge_check_rebuilds: tables that one head rebuilds (SQLite) and another one changes.
 */
#ifndef SCHEMAC_REPLAY_MERGE_CHECK_REBUILDS_H
#define SCHEMAC_REPLAY_MERGE_CHECK_REBUILDS_H

#include "workspace/workspace.h"

/*
 * Refuses to join heads if one of them rebuilds a table that another one changes or rebuilds: each rebuild
 * has only the columns of its own side. -1 after an error for each such table.
 */
int merge_check_rebuilds(
	struct workspace *workspace, const struct store *store, const struct revisions *heads);

#endif
