/*
 * draft_names: the names that the command line gives to a draft: its folder, id, label and dependencies.
 * A name that is taken, or a folder that is not a version location, is refused, because the draft would
 * make the history unreadable or would never be read.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_NAMES_H
#define SCHEMAC_DRAFT_DRAFT_NAMES_H

#include "draft/examine.h"
#include "rev/file/draft.h"

/*
 * Sets the draft's folder, label and dependencies as the options say; a dependency may be any identifier
 * of one revision and becomes its id. The id is checked by draft_names_check_id(), since it may depend
 * on the content. -1 after a diagnostic.
 */
int draft_names_take(struct workspace *workspace, const struct graph *graph,
	const struct draft_options *options, struct draft *draft);

/*
 * Checks the draft's id, given or derived: it must be valid, and no revision but `obsolete` (NULL: none)
 * may have it. -1 after a diagnostic.
 */
int draft_names_check_id(struct workspace *workspace, const struct graph *graph,
	const struct revision *obsolete, const struct draft *draft);

#endif
