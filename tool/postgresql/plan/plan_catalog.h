/*
 * plan_catalog: finds the things of one schema by the names that SQL uses.
 *
 * A name without a schema is looked up in the default schema, and only if that does not have it in
 * the others, because a search_path may be set.
 */
#ifndef SCHEMAC_POSTGRESQL_PLAN_PLAN_CATALOG_H
#define SCHEMAC_POSTGRESQL_PLAN_PLAN_CATALOG_H

#include "base/map.h"
#include "postgresql/plan/plan_thing.h"
#include "postgresql/sql/references.h"

struct catalog {
	struct arena *arena;
	const struct schema *schema;
	struct map relations; /* struct thing by "schema.name": tables, views and sequences */
	struct map types;     /* struct thing: enums, domains and the row types of relations */
	struct map routines;  /* struct things: functions, by name without arguments */
	struct map words;     /* every name above, in lower case: a set */
};

void catalog_init(struct arena *arena, struct catalog *catalog, const struct schema *schema);

/* Append the things that the name may mean; nothing if it is built in. */
void catalog_find_relations(
	const struct catalog *catalog, struct things *out, const char *schema, const char *name);
void catalog_find_types(
	const struct catalog *catalog, struct things *out, const char *schema, const char *name);

/* The overloads that the call may mean. */
void catalog_find_routines(
	const struct catalog *catalog, struct things *out, const struct reference *call);

/* Whether a word of the text, also within strings, is a key of the map (in lower case). */
bool catalog_words_mention(const struct map *words, const char *text);

#endif
