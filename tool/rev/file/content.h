/*
 * content: reads the two files of a revision, and caches the contents that several passes of a
 * command need.
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
 * The contents of a revision's files. They stay in the cache's arena until content_forget(),
 * because several passes of a command need the same files.
 */
struct revision_cache {
	struct arena *arena;
	struct snapshot *snapshot; /* NULL: not read yet */
	int review;                /* enum review_state; -1: not computed yet */
	const char *sql;           /* the SQL file, byte for byte; NULL: not cached */
	size_t sql_length;         /* bytes of sql */
};

/* The two files of a revision that is not on disk. Borrowed. */
struct revision_content {
	const char *sql;
	size_t sql_length; /* bytes */
	const char *snapshot;
	size_t snapshot_length; /* bytes */
};

/* Appends the SQL file, or the snapshot, byte for byte. */
int content_read_sql(
	struct strbuf *out, const struct revision *revision, struct diagnostics *diagnostics);
int content_read_snapshot(
	struct strbuf *out, const struct revision *revision, struct diagnostics *diagnostics);

/* Discards the revision's cache. Call this after changing its files. */
void content_forget(const struct revision *revision);

#endif
