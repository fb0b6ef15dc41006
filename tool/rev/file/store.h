/*
 * store: the revisions of the version locations, as a graph.
 *
 * Loading reads the names in the folders and the head of every .sql file. Snapshots and sections
 * are read later, on demand. A .sql and a .json file with the same name form a revision; it is an
 * error if one is missing. Folders, names that start with '.' and other files are ignored.
 */
#ifndef SCHEMAC_REV_FILE_STORE_H
#define SCHEMAC_REV_FILE_STORE_H

#include "base/arena.h"
#include "base/vec.h"
#include "diag/diag.h"
#include "rev/graph/graph.h"
#include "rev/graph/revision.h"

struct store {
	struct graph graph;
	VEC(const char *) folders; /* the version locations, as the caller wrote them, each once */
};

/* -1 after a diagnostic for each error; the store is then empty. */
int store_load(struct arena *arena, struct store *out, const char *const *folders, size_t count,
	struct diagnostics *diagnostics);

/* A file that is not on disk, but in a commit or in the result of a trial merge. */
struct store_file {
	const char *path; /* for messages: "origin/main:versions/27c6a30d7c24.sql" */
	const char *content;
	size_t length; /* bytes of content */
};

/*
 * The same for files in memory. Borrows their paths and contents: snapshots and sections are read
 * from them later.
 */
int store_load_files(struct arena *arena, struct store *out, const struct store_file *files,
	size_t count, struct diagnostics *diagnostics);

/*
 * From now on, caches in this arena what snapshot_read() and review_read() read, and the SQL files
 * that were read completely with their heads. All passes of a command then see the files in the
 * same state.
 */
void store_keep_read(struct arena *arena, struct store *store);

#endif
