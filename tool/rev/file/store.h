/*
 * store: the version locations as they are on the disk, read into a graph.
 *
 * Loading reads the head of every .sql file and the names in the folders; snapshots and sections
 * are read when asked for. A .sql and a .json of the same name are a revision; either alone is an
 * error. Names that start with '.', folders and other files are no revisions.
 */
#ifndef SCHEMAC_REV_FILE_STORE_H
#define SCHEMAC_REV_FILE_STORE_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "rev/graph/revision.h"
#include "rev/graph/graph.h"

struct store {
	struct graph graph;
	VEC(const char *) folders; /* the version locations, as given, each once */
};

/* -1 after a diagnostic for everything that is wrong; the store is then empty. */
int store_load(struct arena *arena, struct store *out, const char *const *folders, size_t count,
	struct diagnostics *diagnostics);

/* A file that is not on the disk: of a commit, or of a merge that nobody has made. */
struct store_file {
	const char *path; /* as messages name it: "origin/main:versions/27c6a30d7c24.sql" */
	const char *content;
	size_t length; /* bytes of content */
};

/*
 * The same out of files that somebody else has read: their contents and paths are borrowed, and
 * what is read of the revisions later is read from there.
 */
int store_load_files(struct arena *arena, struct store *out, const struct store_file *files,
	size_t count, struct diagnostics *diagnostics);

/*
 * From now on what snapshot_read() and review_read() read into this arena is kept, and what came
 * along with the heads: for one command, whose passes see the files as they were when they were
 * first read.
 */
void store_keep_read(struct arena *arena, struct store *store);

#endif
