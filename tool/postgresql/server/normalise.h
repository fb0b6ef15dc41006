/*
 * normalise: a schema in the words of a server, so that it can be compared with what is there. Only
 * postgresql/ includes this.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_NORMALISE_H
#define SCHEMAC_POSTGRESQL_SERVER_NORMALISE_H

#include "diff/compare.h"

/* The statements that make what can be made of the adapted schema in a schema that is empty. */
int normalise_print_sql(struct arena *arena, const char **out, const struct schema *schema,
	struct diagnostics *diagnostics);

/* Puts the server's texts of what it made into the schema; what is not there stays as it is. */
void normalise_take_texts(struct schema *schema, const struct schema *server);

#endif
