/*
 * revision_files: the texts of a revision's two files, on the disk or in a commit.
 */
#ifndef SCHEMAC_BRANCH_REVISION_FILES_H
#define SCHEMAC_BRANCH_REVISION_FILES_H

#include "base/arena.h"
#include "rev/graph/revision.h"

/* Both files, copied into the arena; -1 after a diagnostic. */
int revision_files_read(struct arena *arena, struct revision_content *out, const struct revision *revision,
	struct diagnostics *diagnostics);

/*
 * Whether both say the same: a review, line ends and a byte order mark do not count. Texts that are
 * no revision are compared as texts.
 */
bool revision_files_equal(
	struct arena *arena, const struct revision_content *a, const struct revision_content *b);

#endif
