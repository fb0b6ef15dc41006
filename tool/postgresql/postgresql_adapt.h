/*
 * postgresql_adapt: changes a schema to what PostgreSQL stores for it.
 *
 * Implied properties are removed: the columns of a primary key are not null, btree is the default
 * method, a foreign key names the columns of its target. A constraint without a name gets the name
 * that the server will choose, so that it can be dropped by name.
 */
#ifndef SCHEMAC_POSTGRESQL_POSTGRESQL_ADAPT_H
#define SCHEMAC_POSTGRESQL_POSTGRESQL_ADAPT_H

#include "schema/schema.h"

/* See struct dialect. */
void postgresql_adapt(struct arena *arena, struct schema *schema);

#endif
