/*
 * autogenerate: turns the difference between the models and the revisions into draft revisions.
 *
 *	examine       how the models differ from the revisions          examine.h
 *	decide        which drafts versions/ should contain                decide.h
 *	draft_update  writes, replaces and removes their files          draft_update.h
 */
#ifndef SCHEMAC_DRAFT_AUTOGENERATE_H
#define SCHEMAC_DRAFT_AUTOGENERATE_H

#include "draft/decide.h"

struct autogeneration {
	struct examination found;
	struct decision decision; /* empty if there are several heads and none was chosen */
	bool written;             /* the files were updated to match the decision */
};

/*
 * Compares the models with the revisions and, if options->write is set, updates the drafts.
 * Doubtful changes (a probable rename, invalid SQL) are errors; then nothing is written. Does not
 * report drift: see drift_report(). -1 after errors; out->found.store is set if it was read.
 */
int autogenerate(struct workspace *workspace, struct autogeneration *out, struct schema *models,
	const struct draft_options *options);

#endif
