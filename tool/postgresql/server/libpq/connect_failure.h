/* connect_failure: libpq's messages about a connection that could not be opened. */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_CONNECT_FAILURE_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_CONNECT_FAILURE_H

#include "base/arena.h"

#include <libpq-fe.h>

/*
 * Why a connection was not opened, without passwords. Texts of libpq quote what they were given. If
 * libpq cannot parse the connection string, any part of it may belong to the password.
 */
const char *connect_failure(struct arena *arena, PGconn *handle, const char *conninfo);

#endif
