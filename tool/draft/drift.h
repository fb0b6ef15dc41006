/*
 * drift: the differences between models and revisions, as diagnostics at the lines of the models.
 */
#ifndef SCHEMAC_DRAFT_DRIFT_H
#define SCHEMAC_DRAFT_DRIFT_H

#include "draft/autogenerate.h"

/*
 * Reports each change that no revision makes. An obsolete draft that this run replaced does not count;
 * one that stays does. -1 after a diagnostic if the revisions cannot be read.
 */
int drift_report(struct workspace *workspace, const struct autogeneration *generation);

/* The changes that drift_report() reports. */
const struct schema_changes *drift_changes(const struct autogeneration *generation);

#endif
