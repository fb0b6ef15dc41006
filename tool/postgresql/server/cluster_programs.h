/*
 * cluster_programs: finds the programs of the PostgreSQL server, which distributions install
 * outside PATH.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_CLUSTER_PROGRAMS_H
#define SCHEMAC_POSTGRESQL_SERVER_CLUSTER_PROGRAMS_H

#include "base/arena.h"

/*
 * The folder with initdb and pg_ctl: the one in PATH, the one that pg_config reports, or the newest
 * one in the folders that distributions use. NULL if there is none.
 */
const char *cluster_programs_find(struct arena *arena);

#endif
