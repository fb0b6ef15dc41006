/*
 * left_out: finds what a PostgreSQL database contains and no model can declare: objects of other
 * kinds, and properties of declared objects such as privileges, owners and comments.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_LEFT_OUT_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_LEFT_OUT_H

#include "db/inspect.h"
#include "schema/schema.h"

#include <libpq-fe.h>

/*
 * Appends to schema->left_out, except items about the tables of schemac. Returns -1 after a
 * diagnostic.
 */
int left_out_read(struct arena *arena, struct schema *schema, PGconn *handle,
	const struct inspect_options *options, struct diagnostics *diagnostics);

#endif
