/*
 * draft_names: whether a draft can bear the names that it is given. What is written must be read again:
 * an id that is taken, or a folder that is no version location, would spoil the history or be lost.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_NAMES_H
#define SCHEMAC_DRAFT_DRAFT_NAMES_H

#include "draft/autogenerate.h"
#include "rev/file/draft.h"

/*
 * Takes over the folder, the label and the dependencies that the command line names; these may be any
 * identifiers of one revision, and become ids. The draft's id is checked apart, since it may follow from
 * its content.
 */
int draft_names_take(struct context *context, const struct generation *g,
	const struct generate_options *options, struct draft *draft);

/* Whether the draft's id, given or derived, is one, and nobody has it but the draft that makes room. */
int draft_names_check_id(
	struct context *context, const struct generation *g, const struct draft *draft);

#endif
