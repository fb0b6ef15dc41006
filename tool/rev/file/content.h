/*
 * content: the two files of a revision, and what a command keeps of them between its passes.
 */
#ifndef SCHEMAC_REV_FILE_CONTENT_H
#define SCHEMAC_REV_FILE_CONTENT_H

#include "base/arena.h"
#include "base/strbuf.h"
#include "diag/diag.h"
#include "rev/graph/revision.h"

#include <stddef.h>

struct snapshot;

/*
 * Several passes of one command ask for the same files. What was read into the revision's own arena
 * is kept, until content_forget().
 */
struct revision_cache {
	struct arena *arena;
	struct snapshot *snapshot; /* NULL: not read yet */
	int review;                /* enum review_state; -1: not known yet */
	const char *sql;           /* the SQL file as it is on the disk; NULL: not kept */
	size_t sql_length;         /* bytes of sql */
};

/* The two files of a revision that is not on the disk. Borrowed. */
struct revision_content {
	const char *sql;
	size_t sql_length; /* bytes */
	const char *snapshot;
	size_t snapshot_length; /* bytes */
};

/* Appends the whole SQL file, or the whole snapshot, as it came. */
int content_read_sql(
	struct strbuf *out, const struct revision *revision, struct diagnostics *diagnostics);
int content_read_snapshot(
	struct strbuf *out, const struct revision *revision, struct diagnostics *diagnostics);

/* Drops what store_keep_read() kept of the revision, since its files were changed. */
void content_forget(const struct revision *revision);

#endif
