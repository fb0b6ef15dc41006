/*
 * update: brings versions/ in line with what a generation found. What is there already stays as it
 * is.
 */
#ifndef SCHEMAC_DRAFT_UPDATE_H
#define SCHEMAC_DRAFT_UPDATE_H

#include "draft/autogenerate.h"

/* Makes the texts of the drafts and, where the options say so, writes, replaces and removes. */
int settle(struct context *context, struct generation *generation,
	const struct generate_options *options);

/* Whether that, once the texts are made, has anything to write or to remove. */
bool settle_writes(const struct generation *generation, const struct generate_options *options);

#endif
