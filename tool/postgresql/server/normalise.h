/*
 * normalise: converts the texts of a schema to a server's spelling, so that they can be compared
 * with those of a database.
 *
 * The engine creates the schema in a scratch schema of the server, inspects it and rolls back. This
 * file prints the statements that create it, and copies the inspected texts back.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_NORMALISE_H
#define SCHEMAC_POSTGRESQL_SERVER_NORMALISE_H

#include "diff/compare.h"

/*
 * The statements that create the adapted schema in an empty scratch schema. Objects that cannot be
 * created there are left out.
 */
int normalise_print_sql(struct arena *arena, const char **out, const struct schema *schema,
	struct diagnostics *diagnostics);

/*
 * Copies the server's texts into the schema. An item that the server does not have remains
 * unchanged.
 */
void normalise_take_texts(struct schema *schema, const struct schema *server);

#endif
