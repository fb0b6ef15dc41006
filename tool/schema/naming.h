/*
 * naming: generates names for constraints and indexes that have none in the models, from templates
 * such as "fk_%(table_name)s_%(column_0_name)s".
 *
 * The placeholders are those of the naming conventions of SQLAlchemy: table_name, column_0_name,
 * column_names (all, joined by "_"), referred_table_name, constraint_name (the given name).
 */
#ifndef SCHEMAC_SCHEMA_NAMING_H
#define SCHEMAC_SCHEMA_NAMING_H

#include "schema/schema.h"

/* The template for each kind; NULL: constraints of this kind remain unnamed. */
struct naming {
	const char *index, *unique, *check, *foreign_key, *primary_key, *exclude;
};

/* Changes the schema in place. */
void naming_apply(struct arena *arena, struct schema *schema, const struct naming *naming);

#endif
