/*
 * postgresql_inspect: reads the schema of a live database from pg_catalog (PostgreSQL 11 to 18).
 *
 * The number of queries does not depend on the number of tables. All of them see one snapshot.
 *
 * Expressions are spelled as the server prints them (pg_get_expr() and similar functions), with the
 * search_path of the connection. The names of objects in its first schema have no schema. System
 * schemas, objects of extensions and schemac's own tables are left out. Partitions and inherited
 * children are left out with a diagnostic.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_POSTGRESQL_INSPECT_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_POSTGRESQL_INSPECT_H

#include "db/inspect.h"
#include "schema/schema.h"

#include <libpq-fe.h>

int postgresql_inspect(struct arena *arena, struct schema *schema, PGconn *handle,
	const struct inspect_options *options, struct diagnostics *diagnostics);

/* The caller must have started a transaction. */
int postgresql_inspect_here(struct arena *arena, struct schema *schema, PGconn *handle,
	const struct inspect_options *options, struct diagnostics *diagnostics);

#endif
