/*
 * verify: replays every revision on a scratch database: up, down and up again. After each revision
 * the database must match the snapshots.
 */
#ifndef SCHEMAC_REPLAY_VERIFY_H
#define SCHEMAC_REPLAY_VERIFY_H

#include "workspace/workspace.h"

/* *count: the number of revisions. Differences are errors. -1 after a failure. */
int verify(struct workspace *workspace, size_t *count);

#endif
