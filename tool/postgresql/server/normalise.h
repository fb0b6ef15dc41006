/*
 * normalise: converts the texts of a schema to a server's spelling, so that they can be compared
 * with those of a database.
 *
 * The engine creates the schema in scratch schemas of the server, inspects them and rolls back.
 * This file prints the statements that create it, and copies the inspected texts back. A text that
 * already equals that of the database is not changed, because the server may print its own text
 * differently when it reads it again: (c)::text = ANY ((ARRAY['a'::character varying])::text[]).
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_NORMALISE_H
#define SCHEMAC_POSTGRESQL_SERVER_NORMALISE_H

#include "diff/compare.h"
#include "postgresql/server/scratch_names.h"

/* Whether the adapted schema differs from that of the database, as both are written. */
bool normalise_is_needed(
	struct arena *arena, const struct schema *schema, const struct schema *live);

/*
 * The schema to create in the scratch schemas. `current` is the name of the default schema. The
 * columns of a table are in the order of the database, on which SELECT * depends. Schemas, extensions
 * and foreign keys, which would lock existing tables, are left out.
 */
struct schema *normalise_copy(struct arena *arena, struct scratch_names *names,
	const struct schema *schema, const struct schema *live, const char *current);

/*
 * The statements that create the copy, in `parts` with each default, constraint and index in a
 * statement of its own. -1 after diagnostics.
 */
int normalise_print(struct arena *arena, struct texts *out, const struct scratch_names *names,
	const struct schema *copy, bool parts, struct diagnostics *diagnostics);

#endif
