/*
 * copy: copies of schemas, for all dialects or reduced to one dialect. A copy shares its texts with
 * the original but not its structs; changing the copy leaves the original unchanged.
 */
#ifndef SCHEMAC_SCHEMA_COPY_H
#define SCHEMAC_SCHEMA_COPY_H

#include "schema/schema.h"

struct table *table_copy(struct arena *arena, const struct table *table);
struct schema *schema_copy(struct arena *arena, const struct schema *schema);

/*
 * A copy in which the `common` of every dialect_text is the text for the dialect. Objects without a
 * text for the dialect are omitted. The adapt() of the dialect then reduces the copy to what the
 * dialect supports.
 */
struct schema *schema_lower(
	struct arena *arena, const struct schema *schema, enum dialect_id dialect);

#endif
