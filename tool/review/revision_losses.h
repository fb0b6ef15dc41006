/*
 * revision_losses: the data that a revision loses when it is applied or undone. The losses are
 * derived from the snapshots, not from the SQL.
 */
#ifndef SCHEMAC_REVIEW_REVISION_LOSSES_H
#define SCHEMAC_REVIEW_REVISION_LOSSES_H

#include "base/text.h"
#include "rev/file/snapshot.h"
#include "workspace/workspace.h"

#include <schemac/runtime.h>

/* Adds a text for each loss, "values of users.phone". Does not add a text twice. */
int revision_losses_find(struct workspace *workspace, const struct store *store,
	const struct revision *revision, enum schemac_direction direction, struct texts *out);

/* Reports that a revision loses data and this has not been confirmed. */
void revision_losses_report(
	struct workspace *workspace, const struct revision *revision, const struct texts *losses);

/*
 * Whether a change in the snapshot may lose data. Fast enough for every revision of a long history.
 */
bool revision_losses_possible(const struct snapshot *snapshot);

#endif
