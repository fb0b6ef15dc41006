#include "workspace/unmanaged.h"

#include "base/file.h"
#include "base/map.h"
#include "base/text.h"
#include "rev/file/snapshot.h"
#include "schema/schema_json.h"
#include "workspace/unmanaged_report.h"

#include <string.h>

/*
 * Keys in lower case, and a function by its bare name, so that different spellings of a name or
 * type compare as equal.
 */
static const char *
rough_key(struct arena *arena, const char *key)
{
	const char *rough = text_lower(arena, key);
	if (text_starts_with(rough, "function "))
		rough = arena_strndup(arena, rough, strcspn(rough, "("));
	return rough;
}

static void
remember_name(struct arena *arena, struct map *known, const char *key)
{
	map_put(arena, known, rough_key(arena, key), known);
}

static int
remember_revisions(struct workspace *workspace, struct map *known)
{
	struct store store;
	struct texts folders = {0};
	bool any = false;
	workspace_version_folders(workspace, &folders);
	VEC_EACH (const char *, folder, folders)
		any = any || file_is_folder(*folder);
	if (!any)
		return 0;
	if (workspace_store(workspace, &store) != 0)
		return -1;
	VEC_EACH (struct revision *, revision, store.graph.all) {
		struct snapshot snapshot;
		if (snapshot_read(
			    &workspace->arena, &snapshot, *revision, &workspace->diagnostics) != 0)
			return -1;
		VEC_EACH (struct json_member, member, snapshot.objects->members)
			remember_name(&workspace->arena, known, member->key);
	}
	return 0;
}

static void
remember_schema(struct arena *arena, struct map *known, const struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables) {
		remember_name(arena, known, table_key(arena, &(*table)->name));
		if ((*table)->renamed_from.name != NULL)
			remember_name(arena, known, table_key(arena, &(*table)->renamed_from));
	}
	VEC_EACH (struct enum_type *, type, schema->enums)
		remember_name(arena, known, enum_key(arena, &(*type)->name));
	VEC_EACH (struct sql_object *, object, schema->objects)
		remember_name(arena, known, object_key(arena, *object));
}

/* The objects of a database, and what the project knows of them. */
struct inventory {
	struct arena *arena;
	struct map known;                /* keys that the project has declared at some time */
	struct map unknown;              /* keys of objects that were removed */
	struct left_out_items unmanaged; /* the same, for the report */
};

/* Whether the key is known; if not, adds it to the unmanaged ones. */
static bool
is_known(struct inventory *inventory, const char *kind, const char *key)
{
	struct arena *arena = inventory->arena;
	if (map_find(&inventory->known, rough_key(arena, key)) != NULL)
		return true;
	map_put(arena, &inventory->unknown, rough_key(arena, key), inventory);
	struct left_out *item = VEC_ADD(arena, &inventory->unmanaged);
	item->kind = kind;
	item->name = key + strlen(kind) + 1;
	return false;
}

static void
remove_unknown(struct inventory *inventory, struct schema *schema)
{
	struct arena *arena = inventory->arena;
	size_t kept = 0;
	VEC_EACH (struct table *, item, schema->tables)
		if (is_known(inventory, "table", table_key(arena, &(*item)->name)))
			schema->tables.items[kept++] = *item;
	schema->tables.len = kept;
	kept = 0;
	VEC_EACH (struct enum_type *, item, schema->enums)
		if (is_known(inventory, "enum", enum_key(arena, &(*item)->name)))
			schema->enums.items[kept++] = *item;
	schema->enums.len = kept;
	kept = 0;
	VEC_EACH (struct sql_object *, item, schema->objects)
		if (is_known(inventory, object_kind_name((*item)->kind), object_key(arena, *item)))
			schema->objects.items[kept++] = *item;
	schema->objects.len = kept;
	kept = 0;
	VEC_EACH (struct left_out, item, schema->left_out)
		if (item->about == NULL ||
			map_find(&inventory->unknown, rough_key(arena, item->about)) == NULL)
			schema->left_out.items[kept++] = *item;
	schema->left_out.len = kept;
}

int
unmanaged_remove(struct workspace *workspace, struct schema_source *source,
	const struct schema_source *other)
{
	struct inventory inventory = {.arena = &workspace->arena};
	if (source->kind != SOURCE_DATABASE || other->kind == SOURCE_DATABASE ||
		other->kind == SOURCE_EMPTY)
		return 0;
	if (remember_revisions(workspace, &inventory.known) != 0)
		return -1;
	remember_schema(&workspace->arena, &inventory.known, other->schema);
	remove_unknown(&inventory, source->schema);
	unmanaged_report(workspace, source->at, "not managed by this project and ignored",
		&inventory.unmanaged);
	return 0;
}
