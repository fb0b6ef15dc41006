/*
 * merge_check: that heads may be joined: that whatever order a database gets their revisions in, it ends
 * up with one schema, the merged one.
 *
 * For each dialect the revisions of the heads are replayed on two scratch databases, one head's
 * after the other's, in the order of the heads and in the opposite order: so every two of them are
 * tried both ways round. Where that cannot be (a revision fails even without the other heads',
 * there is no server to try it on), it is said, and is no error.
 */
#ifndef SCHEMAC_REPLAY_MERGE_CHECK_H
#define SCHEMAC_REPLAY_MERGE_CHECK_H

#include "base/json.h"
#include "workspace/workspace.h"

/* merged: the objects when all heads are applied, key to state. -1 after errors. */
int merge_check_orders(struct workspace *workspace, const struct store *store, const struct revisions *heads,
	const struct json *merged);

#endif
