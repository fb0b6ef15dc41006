#include "workspace/schema_source.h"

#include "base/map.h"
#include "base/text.h"
#include "cli/listing.h"
#include "rev/graph/resolve.h"
#include "rev/merge/fold.h"
#include "schema/schema_json.h"

#include <fnmatch.h>
#include <string.h>

#define HISTORY_TABLE "schemac_history"

/* ------------------------------------------------------------------ databases */

static bool
matches(const struct texts *patterns, const char *name)
{
	VEC_EACH (const char *, pattern, *patterns)
		if (fnmatch(*pattern, name, 0) == 0)
			return true;
	return false;
}

/* What has no schema of its own is where names without one are looked for: that is always seen. */
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
		if (is_seen(config, &name))
			schema->objects.items[kept++] = *object;
	}
	schema->objects.len = kept;
}

int
side_inspect(struct context *context, struct schema *schema, const struct database *database)
{
	const struct inspect_options options = {.version_table = database_version_table(context),
		.history_table = HISTORY_TABLE,
		.at = location_of_file(database->url.shown)};
	if (database->engine->inspect(&context->arena, schema, database->db, &options,
		    &context->diagnostics) != 0)
		return -1;
	leave_excluded(&context->config, schema);
	return 0;
}

int
side_normalise_for(struct context *context, const struct database *database, struct schema *adapted)
{
	const struct inspect_options options = {.version_table = database_version_table(context),
		.history_table = HISTORY_TABLE,
		.at = location_of_file(database->url.shown)};
	if (database->engine->normalise == NULL)
		return 0;
	return database->engine->normalise(
		&context->arena, adapted, database->db, &options, &context->diagnostics);
}

int
side_normalise(struct context *context, const struct side *side, struct schema *adapted)
{
	struct database database;
	if (side->kind != SIDE_DATABASE)
		return 0;
	if (database_open_url(context, &database, side->word, ENGINE_TO_INSPECT,
		    (struct location){0}) != 0)
		return -1;
	int result = side_normalise_for(context, &database, adapted);
	database_close(&database);
	return result;
}

static int
read_database(struct context *context, struct side *out)
{
	struct database database;
	if (database_open_url(context, &database, out->word, ENGINE_TO_INSPECT,
		    (struct location){0}) != 0)
		return -1;
	out->kind = SIDE_DATABASE;
	out->dialect = database.url.dialect;
	out->at = location_of_file(database.url.shown);
	out->name = arena_printf(&context->arena, "the database '%s'", database.url.shown);
	int result = side_inspect(context, out->schema, &database);
	database_close(&database);
	return result;
}

/* ------------------------------------------------------------------ models and revisions */

/* The headers that the ini names, or the one given. */
static int
read_models(struct context *context, struct side *out, const struct model_options *options,
	const char *header)
{
	struct texts operands = context->operands;
	out->kind = SIDE_MODELS;
	out->name = header != NULL ? header : "the models";
	context->operands = (struct texts){0};
	if (header != NULL)
		*VEC_ADD(&context->arena, &context->operands) = header;
	int result = project_models(context, options, &out->schema, NULL);
	context->operands = operands;
	return result;
}

static int
read_metadata(struct context *context, struct side *out)
{
	out->kind = SIDE_METADATA;
	out->name = out->word;
	out->at = location_of_file(out->word);
	if (project_metadata(context, out->schema, out->word) != 0)
		return -1;
	schema_sort(out->schema);
	return 0;
}

/* What the other side's database is at, or the configured one, where the word wants to know. */
static int
read_rows(struct context *context, const struct store *store, const struct side *out,
	const char *other, struct texts *rows)
{
	struct identifier identifier;
	struct listing listing = {.context = context, .store = *store};
	if (identifier_parse(&context->arena, &identifier, out->word, &context->diagnostics) != 0)
		return -1;
	if (identifier.symbol != NULL && !text_equal(identifier.symbol, "current"))
		return 0;
	const char *url = context->global.url;
	if (database_url_looks_like(other))
		context->global.url = other;
	int result = listing_read_rows(&listing, NULL);
	context->global.url = url;
	*rows = listing.rows;
	return result;
}

static int
read_revision(struct context *context, struct side *out, const char *other)
{
	struct store store;
	struct texts rows = {0};
	struct selection selection;
	out->kind = SIDE_REVISION;
	if (project_store(context, &store) != 0 ||
		read_rows(context, &store, out, other, &rows) != 0 ||
		resolve(&context->arena, &selection, &store.graph, out->word, &rows,
			&context->diagnostics) != 0 ||
		fold_schema(&context->arena, &out->schema, &store.graph, &selection.revisions,
			&context->diagnostics) != 0)
		return -1;
	out->name = "the base";
	if (selection.revisions.len > 0) {
		out->name = arena_printf(&context->arena, "revision %s",
			revisions_print(&context->arena, &selection.revisions));
		out->at = selection.revisions.items[0]->at;
	}
	return 0;
}

int
side_read(struct context *context, struct side *out, const char *word, const char *other,
	const struct model_options *options)
{
	*out = (struct side){.word = word,
		.schema = schema_new(&context->arena),
		.dialect = DIALECT_COUNT};
	if (text_equal(word, "empty")) {
		out->name = "an empty schema";
		return 0;
	}
	if (text_equal(word, "models"))
		return read_models(context, out, options, NULL);
	if (text_ends_with(word, ".h"))
		return read_models(context, out, options, word);
	if (database_url_looks_like(word))
		return read_database(context, out);
	if (text_ends_with(word, ".json"))
		return read_metadata(context, out);
	return read_revision(context, out, other);
}

/* ------------------------------------------------------------------ unmanaged */

/*
 * Keys in lower case, and a function by its bare name: what two spellings of a name or of a type mean is
 * not asked here.
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
know(struct arena *arena, struct map *known, const char *key)
{
	map_put(arena, known, rough_key(arena, key), known);
}

static int
know_revisions(struct context *context, struct map *known)
{
	struct store store;
	struct texts folders = {0};
	bool any = false;
	project_version_folders(context, &folders);
	VEC_EACH (const char *, folder, folders)
		any = any || file_is_folder(*folder);
	if (!any)
		return 0;
	if (project_store(context, &store) != 0)
		return -1;
	VEC_EACH (struct revision *, revision, store.graph.all) {
		struct snapshot snapshot;
		if (snapshot_read(&context->arena, &snapshot, *revision, &context->diagnostics) != 0)
			return -1;
		VEC_EACH (struct json_member, member, snapshot.objects->members)
			know(&context->arena, known, member->key);
	}
	return 0;
}

static void
know_schema(struct arena *arena, struct map *known, const struct schema *schema)
{
	VEC_EACH (struct table *, table, schema->tables) {
		know(arena, known, table_key(arena, &(*table)->name));
		if ((*table)->renamed_from.name != NULL)
			know(arena, known, table_key(arena, &(*table)->renamed_from));
	}
	VEC_EACH (struct enum_type *, type, schema->enums)
		know(arena, known, enum_key(arena, &(*type)->name));
	VEC_EACH (struct sql_object *, object, schema->objects)
		know(arena, known, object_key(arena, (*object)->kind, &(*object)->name));
}

/* Whether the key is known; if not, it is one more of the unmanaged. */
static bool
is_known(struct arena *arena, const struct map *known, const char *key, struct strbuf *unmanaged)
{
	if (map_find(known, rough_key(arena, key)) != NULL)
		return true;
	strbuf_addf(unmanaged, "%s%s", unmanaged->len > 0 ? ", " : "", key);
	return false;
}

static void
leave_unknown(struct arena *arena, struct schema *schema, const struct map *known,
	struct strbuf *unmanaged)
{
	size_t kept = 0;
	VEC_EACH (struct table *, item, schema->tables)
		if (is_known(arena, known, table_key(arena, &(*item)->name), unmanaged))
			schema->tables.items[kept++] = *item;
	schema->tables.len = kept;
	kept = 0;
	VEC_EACH (struct enum_type *, item, schema->enums)
		if (is_known(arena, known, enum_key(arena, &(*item)->name), unmanaged))
			schema->enums.items[kept++] = *item;
	schema->enums.len = kept;
	kept = 0;
	VEC_EACH (struct sql_object *, item, schema->objects)
		if (is_known(arena, known, object_key(arena, (*item)->kind, &(*item)->name),
			    unmanaged))
			schema->objects.items[kept++] = *item;
	schema->objects.len = kept;
}

int
side_leave_unmanaged(struct context *context, struct side *side, const struct side *other)
{
	struct map known = {0};
	struct strbuf unmanaged = STRBUF_INIT;
	if (side->kind != SIDE_DATABASE || other->kind == SIDE_DATABASE ||
		other->kind == SIDE_EMPTY)
		return 0;
	if (know_revisions(context, &known) != 0)
		return -1;
	know_schema(&context->arena, &known, other->schema);
	leave_unknown(&context->arena, side->schema, &known, &unmanaged);
	if (unmanaged.len > 0)
		diag_add(&context->diagnostics, DIAG_UNMANAGED, side->at,
			"not managed here, and left alone: %s", unmanaged.buf);
	strbuf_release(&unmanaged);
	return 0;
}
