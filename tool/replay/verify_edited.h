/*
 * verify_edited: whether SQL that was written or edited by hand creates the schema of its snapshot.
 */
#ifndef SCHEMAC_REPLAY_VERIFY_EDITED_H
#define SCHEMAC_REPLAY_VERIFY_EDITED_H

#include "rev/file/store.h"
#include "workspace/workspace.h"

/*
 * Runs the revisions up to the last edited one on a scratch database of each dialect: in memory for
 * SQLite, otherwise as `schemac verify` does. After each edited revision, and after undoing it, the
 * database must match the snapshots. A table or object that no snapshot mentions is not a
 * difference. If the database for a dialect is not available or an earlier revision fails, this is
 * a note. If heads conflict, there is no expected schema, and nothing is run; `schemac check`
 * reports the conflict.
 *
 * -1 after diagnostics if an edited revision fails or differs.
 */
int verify_edited(
	struct workspace *workspace, const struct store *store, const struct revisions *edited);

#endif
