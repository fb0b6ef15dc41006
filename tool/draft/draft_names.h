/*
 * draft_names: a draft's folder, id, label and dependencies as given on the command line. A name
 * that already exists is refused, because it would make the history unreadable. A folder that is
 * not a version location is also refused, because the draft would never be read.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_NAMES_H
#define SCHEMAC_DRAFT_DRAFT_NAMES_H

#include "draft/examine.h"
#include "rev/file/draft.h"

/*
 * Sets the draft's folder, label and dependencies according to the options. A dependency may be any
 * identifier of one revision and is replaced by its id. The id may depend on the content and is
 * checked later by draft_names_check_id(). -1 after a diagnostic.
 */
int draft_names_take(struct workspace *workspace, const struct graph *graph,
	const struct draft_options *options, struct draft *draft);

/*
 * Checks the draft's id, given or derived: it must be valid, and no revision but `obsolete` (NULL:
 * none) may have it. -1 after a diagnostic.
 */
int draft_names_check_id(struct workspace *workspace, const struct graph *graph,
	const struct revision *obsolete, const struct draft *draft);

#endif
