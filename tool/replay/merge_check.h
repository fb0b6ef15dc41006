/*
 * merge_check: tests that databases may apply the revisions of heads in any order: each order must
 * result in the merged schema.
 *
 * For each dialect the revisions are replayed on two scratch databases, one head after the other:
 * in the order of the heads and in the opposite order. Thus every pair of heads is tested in both
 * orders. If that is not possible (there is no server, or a revision fails even without the other
 * heads), a warning reports it (unproved).
 */
#ifndef SCHEMAC_REPLAY_MERGE_CHECK_H
#define SCHEMAC_REPLAY_MERGE_CHECK_H

#include "base/json.h"
#include "workspace/workspace.h"

/* merged: the objects after all heads, key to state. -1 after errors. */
int merge_check_orders(struct workspace *workspace, const struct store *store,
	const struct revisions *heads, const struct json *merged);

#endif
