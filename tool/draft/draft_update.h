/*
 * draft_update: updates the files in versions/ to match a decision.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_UPDATE_H
#define SCHEMAC_DRAFT_DRAFT_UPDATE_H

#include "draft/decide.h"

/*
 * Writes, replaces and removes drafts, runs the post-write hooks on new files and sets the paths of
 * the planned drafts. The caller holds the lock of the version folder. -1 after a diagnostic.
 */
int draft_update(struct workspace *workspace, struct decision *decision);

#endif
