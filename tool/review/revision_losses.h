/*
 * revision_losses: what data goes for good when a revision is applied or undone, by its snapshots and whatever
 * its SQL says.
 */
#ifndef SCHEMAC_REVIEW_REVISION_LOSSES_H
#define SCHEMAC_REVIEW_REVISION_LOSSES_H

#include "base/text.h"
#include "rev/file/snapshot.h"
#include "workspace/workspace.h"

#include <schemac/runtime.h>

/* Adds a text for each: "the values of column users.phone". Nothing is added twice. */
int revision_losses_find(struct workspace *workspace, const struct store *store,
	const struct revision *revision, enum schemac_direction direction, struct texts *out);

/* The error that a revision loses data and nobody said that it may. */
void revision_losses_report(
	struct workspace *workspace, const struct revision *revision, const struct texts *losses);

/*
 * Whether the list of changes has one that may lose data: a cheap question to ask of every revision
 * of a long history.
 */
bool revision_losses_possible(const struct snapshot *snapshot);

#endif
