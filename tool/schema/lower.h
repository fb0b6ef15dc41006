/*
 * lower: the schema of one dialect out of one that speaks for all.
 */
#ifndef SCHEMAC_SCHEMA_LOWER_H
#define SCHEMAC_SCHEMA_LOWER_H

#include "schema/schema.h"

/*
 * A copy in which every dialect_text is what holds for the dialect, as `common`. Objects that have
 * no text for it are left out. What the dialect's own lowering does comes after this.
 */
struct schema *schema_lower(
	struct arena *arena, const struct schema *schema, enum dialect_id dialect);

#endif
