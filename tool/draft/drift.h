/*
 * drift: the differences between models and revisions, as diagnostics at the lines of the models.
 */
#ifndef SCHEMAC_DRAFT_DRIFT_H
#define SCHEMAC_DRAFT_DRIFT_H

#include "draft/autogenerate.h"

/*
 * Reports each change that no revision makes. Obsolete drafts count as revisions unless this run
 * replaced them. -1 after a diagnostic if the revisions cannot be read.
 */
int drift_report(struct workspace *workspace, const struct autogeneration *generation);

/* The changes that drift_report() reports. */
const struct schema_changes *drift_changes(const struct autogeneration *generation);

#endif
