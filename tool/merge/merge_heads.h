/*
 * merge_heads: whether heads can be joined, and the state of the objects that more than one of them changed.
 */
#ifndef SCHEMAC_MERGE_MERGE_HEADS_H
#define SCHEMAC_MERGE_MERGE_HEADS_H

#include "base/json.h"
#include "rev/file/store.h"
#include "workspace/workspace.h"

struct merge_heads {
	struct revisions parents; /* the heads that are joined */
	struct json *objects;     /* key to state, for the snapshot of the merge revision */
};

/*
 * Selects the named revisions, or all heads, and joins them: the objects that several of them touched are
 * merged, and both orders are tried on scratch databases (replay/merge_check.h). -1 after diagnostics,
 * for instance of conflicts.
 */
int merge_heads(struct workspace *workspace, struct merge_heads *out, const struct store *store,
	const struct texts *names);

#endif
