/*
 * conflict_marks: two texts as one, with the marks of a git conflict.
 */
#ifndef SCHEMAC_REV_MERGE_CONFLICT_MARKS_H
#define SCHEMAC_REV_MERGE_CONFLICT_MARKS_H

#include "base/strbuf.h"

/*
 * Appends what both texts have; where they differ, from the first line that does to the last, it is
 * both between the marks of a git conflict.
 */
void conflict_marks_print(struct strbuf *out, const char *ours, const char *theirs);

#endif
