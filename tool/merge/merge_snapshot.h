/*
 * merge_snapshot: merges two versions of a snapshot file for git (gitattributes(5), "Defining a custom merge
 * driver").
 */
#ifndef SCHEMAC_MERGE_MERGE_SNAPSHOT_H
#define SCHEMAC_MERGE_MERGE_SNAPSHOT_H

#include "workspace/workspace.h"

/* Paths of the files that git gives to a merge driver. */
struct merge_snapshot {
	struct workspace *workspace;
	const char *base;   /* %O: may be empty or no snapshot */
	const char *ours;   /* %A: takes the result */
	const char *theirs; /* %B */
	const char *shown;  /* %P: the path in the work tree, for messages */
};

/* -1 after diagnostics; a conflict leaves the file with git's conflict markers in `ours`. */
int merge_snapshot(const struct merge_snapshot *files);

#endif
