/*
 * column_order: the order of columns. It is not compared, because a table cannot be reordered in
 * place, but programs that read `SELECT *` by position depend on it.
 */
#ifndef SCHEMAC_DIFF_COLUMN_ORDER_H
#define SCHEMAC_DIFF_COLUMN_ORDER_H

#include "diff/change.h"

/* Reports each added column whose field precedes that of a column which the table already has. */
void column_order_report(const struct changes *changes, struct diagnostics *diagnostics);

/*
 * Appends a line for each table of `after` whose columns are in a different order than in `before`:
 * "t: id, b, a". Columns of one side only do not matter.
 */
void column_order_find(struct arena *arena, struct texts *out, const struct schema *before,
	const struct schema *after);

#endif
