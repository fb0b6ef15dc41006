/*
 * constant_report: diagnostics about constants whose values changed or are not recorded.
 */
#ifndef SCHEMAC_DIFF_CONSTANT_REPORT_H
#define SCHEMAC_DIFF_CONSTANT_REPORT_H

#include "diff/change.h"

/*
 * Reports each constant that has a new value or was removed, at its declaration, unless the column
 * has an answer (struct column, constants_answer).
 */
void constant_report_changed(
	struct arena *arena, const struct changes *changes, struct diagnostics *diagnostics);

/* Reports each constant of a known column that `before` does not record. */
void constant_report_unrecorded(struct arena *arena, const struct schema *before,
	const struct schema *after, struct diagnostics *diagnostics);

#endif
