/*
 * change_summary: a list of changes for a report, with one change for each thing.
 *
 * A plan needs the parts of a change: a constraint that differs is dropped and added, and on SQLite
 * an enum is a CHECK of each column that uses it. A report names the thing once, as an altered
 * constraint (CHANGE_ALTER_CONSTRAINT), index (CHANGE_ALTER_INDEX) or enum.
 */
#ifndef SCHEMAC_DIFF_CHANGE_SUMMARY_H
#define SCHEMAC_DIFF_CHANGE_SUMMARY_H

#include "diff/change.h"

/* Returns the summary, sorted. Only for reports: dialects cannot plan it. */
struct changes change_summary(struct arena *arena, const struct changes *changes);

#endif
