/*
 * cluster: a PostgreSQL server that schemac starts for itself, to try things on.
 *
 * initdb makes it in a folder of its own in $TMPDIR or /tmp, mode 0700. It listens on a Unix socket in
 * there and nowhere else, and syncs nothing to the disk. A keeper, a process in a session of its own,
 * starts it and then reads from a pipe: when schemac closes the other half, or is gone, whatever ended
 * it, the keeper stops the server and removes the folder.
 *
 * initdb does not run as root (PostgreSQL 15, 19.2): then the keeper becomes postgres or nobody first.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_CLUSTER_H
#define SCHEMAC_POSTGRESQL_SERVER_CLUSTER_H

#include "diag/diag.h"

#include <sys/types.h>

struct cluster {
	pid_t keeper;
	int lifeline;         /* our half of the pipe */
	const char *conninfo; /* of the cluster's superuser, in the arena */
};

/* 0, or -1 after a diagnostic that says what is missing; then nothing is left behind. */
int cluster_start(struct arena *arena, struct cluster *out, struct diagnostics *diagnostics);

/* Returns when the server is gone and its folder removed. */
void cluster_stop(struct cluster *cluster);

/*
 * The folder with initdb and pg_ctl: the one in PATH, the one that pg_config names, or the newest of the
 * places where distributions put them. NULL: there is none.
 */
const char *cluster_programs(struct arena *arena);

/*
 * What the keeper does from its first moment to its last. Into `report` goes one text before it is
 * closed: '+' and the folder of the socket, or '-' and what is wrong.
 */
_Noreturn void cluster_keep(const char *programs, int lifeline, int report);

#endif
