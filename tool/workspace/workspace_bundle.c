#include "workspace/workspace_bundle.h"

#include "diff/compare.h"
#include "rev/merge/fold.h"
#include "workspace/dialects.h"

/* The schema with types as the server reports them, for the start-up check. */
static struct schema *
schema_as_stored(struct arena *arena, const struct dialect *dialect, const struct schema *schema)
{
	struct schema *stored = schema_for(arena, dialect, schema);
	if (dialect->type_name == NULL)
		return stored;
	VEC_EACH (struct table *, table, stored->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			(*column)->type = dialect_text_all(
				dialect->type_name(arena, (*column)->type.common));
	return stored;
}

static int
add_shapes(struct workspace *workspace, const struct store *store,
	struct runtime_bundle_options *options)
{
	struct dialects dialects = {0};
	struct schema *schema;
	if (dialects_select(workspace, &dialects) != 0 ||
		fold_schema(&workspace->arena, &schema, &store->graph, &store->graph.heads,
			&workspace->diagnostics) != 0)
		return -1;
	for (size_t i = 0; i < dialects.len; i++)
		options->schema[dialects.items[i]->id] =
			schema_as_stored(&workspace->arena, dialects.items[i], schema);
	return 0;
}

struct schemac_bundle *
workspace_bundle_new(struct workspace *workspace, const struct store *store,
	const struct revision_set *wanted, bool with_shapes)
{
	struct runtime_bundle_options options = {.name = workspace->config.name,
		.version_table = workspace->config.version_table,
		.version_table_schema = workspace->config.version_table_schema,
		.wanted = wanted,
		.without_reviews = !with_shapes};
	if (with_shapes && add_shapes(workspace, store, &options) != 0)
		return NULL;
	return runtime_bundle_new(
		&workspace->arena, &store->graph, &options, &workspace->diagnostics);
}
