/*
 * scratch: temporary databases to run revisions on: in memory, on the server of dev_url, or on a
 * server that is started for this run only.
 */
#ifndef SCHEMAC_REPLAY_SCRATCH_H
#define SCHEMAC_REPLAY_SCRATCH_H

#include "workspace/database.h"

struct scratch {
	const char *url;
	struct location at;           /* of dev_url; may be empty */
	const struct engine *starter; /* the engine whose server was started; NULL: none */
	struct scratch_server server;
};

/* The caller calls scratch_end() after 0, once the databases are closed. -1 after a diagnostic. */
int scratch_begin(struct workspace *workspace, struct scratch *out, enum dialect_id dialect);
void scratch_end(struct scratch *scratch);

/* Creates an empty database; database_close() drops it. */
int scratch_open(struct workspace *workspace, struct database *out, const struct scratch *scratch);

#endif
