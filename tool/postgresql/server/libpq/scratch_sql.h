/*
 * scratch_sql: runs statements in scratch schemas of a live database and rolls back.
 *
 * The first scratch schema is first in search_path. A name therefore refers to the object created
 * there, if any, and otherwise to the existing one.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_SCRATCH_SQL_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_SCRATCH_SQL_H

#include "postgresql/server/libpq/libpq_module.h"

#include <libpq-fe.h>

/* The name of the default schema, in the arena; "public" if no schema of search_path exists. */
const char *scratch_sql_current_schema(struct arena *arena, PGconn *handle);

/*
 * Runs the statements, adds all objects of the database and those of the scratch schemas to *out,
 * and rolls back. TRY_REJECTED, only for TRY_ALL: a statement failed. -1 with a diagnostic: the
 * connection was lost. Neither adds anything to *out.
 */
int scratch_sql_try(struct arena *arena, struct schema *out, PGconn *handle,
	const struct texts *statements, enum try_mode mode, const struct inspect_options *options,
	struct diagnostics *diagnostics);

#endif
