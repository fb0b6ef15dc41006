/*
 * live_schema: the part of an open database's schema that belongs to this project.
 */
#ifndef SCHEMAC_WORKSPACE_LIVE_SCHEMA_H
#define SCHEMAC_WORKSPACE_LIVE_SCHEMA_H

#include "schema/schema.h"
#include "workspace/database.h"

/*
 * Adds the objects of the database to the schema, except schemac's own tables and those that
 * include_schemas, include_object and exclude_object of schemac.ini leave out; with left_out also
 * what no model can declare, for unmanaged_report.h. -1 after a diagnostic.
 */
int live_schema_inspect(struct workspace *workspace, struct schema *schema,
	const struct database *database, bool left_out);

/*
 * Rewrites the expressions of an adapted schema in the spelling of the database, so that it can be
 * compared with `live`, the adapted schema of the database. Does nothing for an engine that stores
 * expressions as they were written. -1 after a diagnostic.
 */
int live_schema_normalise(struct workspace *workspace, const struct database *database,
	struct schema *adapted, const struct schema *live);

#endif
