/*
 * draft: writes and removes the two files of a draft. draft/draft_state.h decides which revisions
 * may be overwritten.
 */
#ifndef SCHEMAC_REV_FILE_DRAFT_H
#define SCHEMAC_REV_FILE_DRAFT_H

#include "base/arena.h"
#include "diag/diag.h"
#include "rev/file/script_print.h"
#include "rev/file/snapshot.h"
#include "rev/graph/revision.h"

#include <stdbool.h>

/* The two files of a new revision. */
struct draft {
	const char *folder;
	const char *name; /* file name without its extension */
	struct revision_text text;
	struct snapshot snapshot; /* path, parents, revision, generated, review: by draft_write() */
	bool generated;           /* schemac wrote the SQL: it is a draft until it is edited */
};

/*
 * Writes both files, and removes those of the revision that it replaces (NULL: none). Returns the
 * path of the SQL file and sets draft->snapshot.path. NULL after a diagnostic. Existing files of
 * other revisions are not overwritten.
 */
const char *draft_write(struct arena *arena, struct draft *draft, const struct revision *replaces,
	struct diagnostics *diagnostics);

/* Removes both files. */
int draft_remove(const struct revision *revision, struct diagnostics *diagnostics);

#endif
