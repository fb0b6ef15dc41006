/*
 * schema_json: reads and writes a schema as JSON, the format of snapshots and metadata.json.
 *
 * Each table, enum and SQL object is a JSON object. Its key consists of the kind and the name:
 * "table users", "enum user_status", "view active_users", "table audit.users". The name of a trigger
 * or rule includes its table: "trigger touch on audit.users". Members that have their default value
 * are omitted, so that a new member does not change existing files. Hints and
 * locations in C sources are written only on request, because they are not part of the schema.
 *
 * The input is not trusted: wrong types and unknown members are errors that contain the path within
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

/* The key of a table, enum or object: "table users". */
const char *table_key(struct arena *arena, const struct qualified_name *name);
const char *enum_key(struct arena *arena, const struct qualified_name *name);
const char *object_key(struct arena *arena, const struct sql_object *object);

/* The kind of SQL object that the key begins with; OBJECT_KIND_COUNT if there is none. */
enum object_kind object_key_kind(const char *key);

/*
 * Splits the key of a trigger or rule into its name and its table: "touch" and "audit.users". False
 * for any other key.
 */
bool object_key_split(
	struct arena *arena, const char *key, const char **name, const char **table);

/* A JSON object with one member per table, enum and object; flags are SCHEMA_JSON_…. */
struct json *schema_to_json(struct arena *arena, const struct schema *schema, int flags);

/* The same, written through a JSON writer. */
void schema_write(struct arena *arena, struct json_writer *writer, const char *key,
	const struct schema *schema, int flags);

/*
 * Adds the table, enum or object that one member describes to the schema. -1 with *problem, a text
 * in the arena that begins with the path ("table users: columns: item 2: type: expected a string").
 */
int schema_add_json(struct arena *arena, struct schema *schema, const char *key,
	const struct json *value, const char **problem);

/* The same for all members of the JSON object. */
int schema_from_json(struct arena *arena, struct schema *schema, const struct json *object,
	const char **problem);

#endif
