/*
 * cluster: a temporary PostgreSQL server that schemac starts as a scratch database.
 *
 * initdb creates it in a new folder in $TMPDIR or /tmp with mode 0700. It listens only on a Unix
 * socket in this folder and never syncs to disk. A supervisor, a process in a session of its own,
 * starts the server and then reads from a pipe. When schemac closes the other end or exits for any
 * reason, the supervisor stops the server and removes the folder.
 *
 * initdb refuses to run as root (PostgreSQL 15, 19.2). Therefore the supervisor first switches to
 * user postgres or nobody.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_CLUSTER_H
#define SCHEMAC_POSTGRESQL_SERVER_CLUSTER_H

#include "diag/diag.h"

#include <sys/types.h>

struct cluster {
	pid_t supervisor;
	int lifeline;         /* end of a pipe: closing it stops the server */
	const char *conninfo; /* connects as the cluster's superuser; in the arena */
};

/* 0, or -1 with a diagnostic; in that case no process or file remains. */
int cluster_start(struct arena *arena, struct cluster *out, struct diagnostics *diagnostics);

/* Returns after the server has stopped and its folder has been removed. */
void cluster_stop(struct cluster *cluster);

#endif
