/*
 * merge_heads: whether heads can be merged, and the merged state of the objects that several of
 * them changed.
 */
#ifndef SCHEMAC_MERGE_MERGE_HEADS_H
#define SCHEMAC_MERGE_MERGE_HEADS_H

#include "base/json.h"
#include "rev/file/store.h"
#include "workspace/workspace.h"

struct merge_heads {
	struct revisions parents; /* the heads to merge */
	struct json *objects;     /* key to state, for the snapshot of the merge revision */
};

/*
 * Selects the named revisions, or all heads, and merges the objects that several of them changed.
 * Tests both orders on scratch databases (replay/merge_check.h). -1 after diagnostics, for instance
 * of conflicts.
 */
int merge_heads(struct workspace *workspace, struct merge_heads *out, const struct store *store,
	const struct texts *names);

#endif
