/*
 * losses: what data goes for good when a revision is applied or undone, by its snapshots and whatever
 * its SQL says.
 */
#ifndef SCHEMAC_CMD_LOSSES_H
#define SCHEMAC_CMD_LOSSES_H

#include "cmd/project.h"

#include <schemac/runtime.h>

/* Adds a text for each: "the values of column users.phone". Nothing is added twice. */
int losses_find(struct context *context, const struct store *store,
	const struct revision *revision, enum schemac_direction direction, struct texts *out);

#endif
