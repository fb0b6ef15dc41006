/*
 * inspect: the schema of a live PostgreSQL database, out of pg_catalog (PostgreSQL 11 to 18), in a
 * number of queries that does not depend on how many tables there are, at one moment.
 *
 * Expressions are as the server prints them (pg_get_expr() and its kin), with the search_path of the
 * connection: what is in its first schema has no schema here. Left out: system schemas, what belongs
 * to an extension, schemac's own tables; partitions and inherited children are reported once.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_POSTGRESQL_INSPECT_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_POSTGRESQL_INSPECT_H

#include "db/inspect.h"
#include "schema/schema.h"

#include <libpq-fe.h>

int postgresql_inspect(struct arena *arena, struct schema *schema, PGconn *handle,
	const struct inspect_options *options, struct diagnostics *diagnostics);

/* The same inside a transaction of the caller's. */
int postgresql_inspect_here(struct arena *arena, struct schema *schema, PGconn *handle,
	const struct inspect_options *options, struct diagnostics *diagnostics);

#endif
