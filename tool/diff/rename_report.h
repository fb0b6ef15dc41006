/*
 * rename_report: drops that are probably half of a rename, and rename hints that cannot apply.
 *
 * schemac does not guess: an error asks the user and shows both answers.
 */
#ifndef SCHEMAC_DIFF_RENAME_REPORT_H
#define SCHEMAC_DIFF_RENAME_REPORT_H

#include "diff/dialect.h"
#include "diff/hints.h"

/*
 * Reports each dropped column whose table gains a column of the same type, and each dropped table
 * if a table with the same columns is added. The report lists all candidates; a single candidate
 * has a fix-it. Drops that `answers` confirms are not reported.
 */
void rename_report_probable(struct arena *arena, const struct changes *changes,
	const struct hints *answers, const struct dialect *dialect,
	struct diagnostics *diagnostics);

/*
 * Warns about hints that cannot rename anything: the old name does not exist before, or the models
 * still have it. Hints whose rename was made in an earlier revision are valid, as are hints on
 * columns of new tables. `reference` names the schema before: "revision 1975ea83b712".
 */
void rename_report_stale(struct arena *arena, const struct schema *before,
	const struct schema *after, const char *reference, struct diagnostics *diagnostics);

#endif
