/*
 * naming: names for constraints and indexes that the models do not name, from templates such as
 * "fk_%(table_name)s_%(column_0_name)s".
 *
 * Placeholders, as in SQLAlchemy's naming conventions: table_name, column_0_name, column_names (all,
 * joined by "_"), referred_table_name, constraint_name (the given name).
 */
#ifndef SCHEMAC_SCHEMA_NAMING_H
#define SCHEMAC_SCHEMA_NAMING_H

#include "schema/schema.h"

/* NULL: such things stay as they are. */
struct naming {
	const char *index, *unique, *check, *foreign_key, *primary_key, *exclude;
};

void naming_apply(struct arena *arena, struct schema *schema, const struct naming *naming);

#endif
