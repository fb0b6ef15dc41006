/*
 * revision_files: the contents of a revision's two files, on disk or in a commit.
 */
#ifndef SCHEMAC_BRANCH_REVISION_FILES_H
#define SCHEMAC_BRANCH_REVISION_FILES_H

#include "base/arena.h"
#include "rev/graph/revision.h"

/* Copies the contents of both files into the arena. -1 after a diagnostic. */
int revision_files_read(struct arena *arena, struct revision_content *out,
	const struct revision *revision, struct diagnostics *diagnostics);

/*
 * Whether both are equal apart from reviews, line ends and byte order marks. Contents that are not
 * a valid revision are compared as texts.
 */
bool revision_files_equal(
	struct arena *arena, const struct revision_content *a, const struct revision_content *b);

#endif
