/* conflict_marks: two texts combined into one, separated by git's conflict markers. */
#ifndef SCHEMAC_REV_MERGE_CONFLICT_MARKS_H
#define SCHEMAC_REV_MERGE_CONFLICT_MARKS_H

#include "base/strbuf.h"

/*
 * Appends the text that both have in common. From the first to the last line that differs, appends
 * both versions between conflict markers.
 */
void conflict_marks_print(struct strbuf *out, const char *ours, const char *theirs);

#endif
