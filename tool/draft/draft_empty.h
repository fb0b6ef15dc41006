/*
 * draft_empty: revisions without generated SQL: to be filled in by hand, or to merge heads.
 */
#ifndef SCHEMAC_DRAFT_DRAFT_EMPTY_H
#define SCHEMAC_DRAFT_DRAFT_EMPTY_H

#include "draft/draft_text.h"

/*
 * Plans a revision with empty sections after the head that the options choose, and writes it if
 * options->write is set. -1 after diagnostics.
 */
int draft_empty_write(struct workspace *workspace, struct planned_draft *out,
	const struct draft_options *options);

/*
 * Like draft_empty_write(), for a revision that follows all the parents and whose snapshot declares
 * the objects.
 */
int draft_empty_write_merge(struct workspace *workspace, struct planned_draft *out,
	const struct draft_options *options, const struct store *store,
	const struct revisions *parents, struct json *objects);

#endif
