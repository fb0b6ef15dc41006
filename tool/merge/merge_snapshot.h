/*
 * merge_snapshot: merges two versions of a snapshot file for git (gitattributes(5), "Defining a
 * custom merge driver").
 */
#ifndef SCHEMAC_MERGE_MERGE_SNAPSHOT_H
#define SCHEMAC_MERGE_MERGE_SNAPSHOT_H

#include "workspace/workspace.h"

/* Paths of the files that git gives to a merge driver. */
struct merge_snapshot {
	struct workspace *workspace;
	const char *base;   /* %O: may be empty or not a snapshot */
	const char *ours;   /* %A: receives the result */
	const char *theirs; /* %B */
	const char *shown;  /* %P: the path in the work tree, for messages */
};

/*
 * Writes the merged snapshot into `ours`. -1 after diagnostics; after a conflict `ours` contains
 * git's conflict markers.
 */
int merge_snapshot(const struct merge_snapshot *files);

#endif
