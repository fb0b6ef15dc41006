#include "workspace/live_schema.h"

#include "base/text.h"

#include <fnmatch.h>

#define HISTORY_TABLE "schemac_history"

static bool
matches(const struct texts *patterns, const char *name)
{
	VEC_EACH (const char *, pattern, *patterns)
		if (fnmatch(*pattern, name, 0) == 0)
			return true;
	return false;
}

/* A name without a schema is in the default schema, which is always included. */
static bool
is_seen(const struct config *config, const struct qualified_name *name)
{
	return (config->include_schemas.len == 0 || name->schema == NULL ||
		       matches(&config->include_schemas, name->schema)) &&
	       (config->include_object.len == 0 ||
		       matches(&config->include_object, name->name)) &&
	       !matches(&config->exclude_object, name->name);
}

static void
leave_excluded(const struct config *config, struct schema *schema)
{
	size_t kept = 0;
	VEC_EACH (struct table *, table, schema->tables)
		if (is_seen(config, &(*table)->name))
			schema->tables.items[kept++] = *table;
	schema->tables.len = kept;
	kept = 0;
	VEC_EACH (struct enum_type *, type, schema->enums)
		if (is_seen(config, &(*type)->name))
			schema->enums.items[kept++] = *type;
	schema->enums.len = kept;
	kept = 0;
	VEC_EACH (struct sql_object *, object, schema->objects) {
		struct qualified_name name = (*object)->name;
		if ((*object)->kind == OBJECT_SCHEMA)
			name.schema = name.name;
		bool on_table = (*object)->table.name != NULL;
		if (is_seen(config, &name) && (!on_table || is_seen(config, &(*object)->table)))
			schema->objects.items[kept++] = *object;
	}
	schema->objects.len = kept;
	kept = 0;
	VEC_EACH (struct left_out, item, schema->left_out) {
		struct qualified_name name = item->about_name;
		if (item->about != NULL && text_starts_with(item->about, "schema "))
			name.schema = name.name;
		if (name.name == NULL || is_seen(config, &name))
			schema->left_out.items[kept++] = *item;
	}
	schema->left_out.len = kept;
}

int
live_schema_inspect(struct workspace *workspace, struct schema *schema,
	const struct database *database, bool left_out)
{
	const struct inspect_options options = {.version_table = database_version_table(workspace),
		.history_table = HISTORY_TABLE,
		.left_out = left_out,
		.at = location_of_file(database->url.shown),
		.lock_timeout_ms = workspace->config.lock_timeout_ms};
	if (database->engine->inspect(&workspace->arena, schema, database->db, &options,
		    &workspace->diagnostics) != 0)
		return -1;
	leave_excluded(&workspace->config, schema);
	return 0;
}

int
live_schema_normalise(struct workspace *workspace, const struct database *database,
	struct schema *adapted, const struct schema *live)
{
	const struct inspect_options options = {.version_table = database_version_table(workspace),
		.history_table = HISTORY_TABLE,
		.at = location_of_file(database->url.shown),
		.lock_timeout_ms = workspace->config.lock_timeout_ms};
	if (database->engine->normalise == NULL)
		return 0;
	return database->engine->normalise(&workspace->arena, adapted, live, database->db,
		&options, &workspace->diagnostics);
}
