/*
 * scratch_names: the names of the objects of a schema while they are in scratch schemas.
 *
 * The objects of each schema are created in a scratch schema of their own, so that nothing of the
 * database is replaced, renamed or locked. That of the default schema is SCRATCH_SCHEMA, the first
 * one in search_path. SQL is rewritten token by token; only names that the schema contains are
 * changed.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_SCRATCH_NAMES_H
#define SCHEMAC_POSTGRESQL_SERVER_SCRATCH_NAMES_H

#include "base/map.h"
#include "schema/schema.h"

#define SCRATCH_SCHEMA "schemac_scratch"

struct scratch_schema {
	const char *name;    /* in the schema; NULL: the default schema */
	const char *scratch; /* SCRATCH_SCHEMA or SCRATCH_SCHEMA "_2"; needs no quotes */
};

struct scratch_names {
	struct arena *arena;
	const char *current;                /* the name of the default schema: "public" */
	VEC(struct scratch_schema) schemas; /* the default schema first */
	struct map known;                   /* "schema.name" → struct scratch_schema.scratch */
};

/* `current` is borrowed. */
void scratch_names_init(struct arena *arena, struct scratch_names *out, const struct schema *schema,
	const char *current);

/* Where the objects of a schema are created: NULL for the default schema. */
const char *scratch_names_schema(const struct scratch_names *names, const char *schema);

/* The SQL with the scratch schemas; the text itself if nothing changes. NULL for NULL. */
const char *scratch_names_apply(const struct scratch_names *names, const char *sql);

/* The reverse, for SQL that the server printed. The default schema is omitted. */
const char *scratch_names_undo(const struct scratch_names *names, const char *sql);

/*
 * Replaces the scratch schema of a name that was read from the server by the original one. False if
 * the name is not in a scratch schema.
 */
bool scratch_names_undo_name(const struct scratch_names *names, struct qualified_name *name);

#endif
