/*
 * schema_json: a schema as JSON and back. This text is what snapshots and metadata.json hold.
 *
 * An object per table, enum and SQL object, under a key that names it: "table users",
 * "enum user_status", "view active_users", with the schema in front where there is one
 * ("table audit.users"). Members that say what is so anyway are left out, so that a new member
 * changes no old text. Hints and places in C sources are written only on demand: they are no part of
 * what the schema is.
 *
 * Reading trusts nothing: wrong types and unknown members are errors that name the path within
 * the JSON.
 */
#ifndef SCHEMAC_SCHEMA_SCHEMA_JSON_H
#define SCHEMAC_SCHEMA_SCHEMA_JSON_H

#include "base/json_print.h"
#include "schema/schema.h"

enum {
	SCHEMA_JSON_HINTS = 1,  /* renamed_from, backfill, using */
	SCHEMA_JSON_PLACES = 2, /* file, line, column, C names */
};

/* The key that names it: "table users". */
const char *table_key(struct arena *arena, const struct qualified_name *name);
const char *enum_key(struct arena *arena, const struct qualified_name *name);
const char *object_key(
	struct arena *arena, enum object_kind kind, const struct qualified_name *name);

/* A JSON object with one member per table, enum and object. */
struct json *schema_to_json(struct arena *arena, const struct schema *schema, int flags);

/* The same, said to a writer. */
void schema_write(struct arena *arena, struct json_writer *writer, const char *key,
	const struct schema *schema, int flags);

/*
 * Adds what one member of such an object holds to the schema. -1 with *problem, a text in the
 * arena that names the path ("table users: columns: item 2: type: text expected").
 */
int schema_add_json(struct arena *arena, struct schema *schema, const char *key,
	const struct json *value, const char **problem);

/* All members of the object. */
int schema_from_json(struct arena *arena, struct schema *schema, const struct json *object,
	const char **problem);

#endif
