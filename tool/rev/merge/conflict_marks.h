/*
 * conflict_marks: two texts in one, separated by git's conflict marks.
 */
#ifndef SCHEMAC_REV_MERGE_CONFLICT_MARKS_H
#define SCHEMAC_REV_MERGE_CONFLICT_MARKS_H

#include "base/strbuf.h"

/*
 * Appends the text that both have in common. From the first to the last line that differs, it
 * appends both versions between conflict marks.
 */
void conflict_marks_print(struct strbuf *out, const char *ours, const char *theirs);

#endif
