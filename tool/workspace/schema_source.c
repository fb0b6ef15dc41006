#include "workspace/schema_source.h"

#include "base/text.h"
#include "rev/graph/resolve.h"
#include "rev/merge/fold.h"
#include "workspace/live_schema.h"
#include "workspace/models.h"
#include "workspace/version_rows.h"

static int
open_database(struct workspace *workspace, const struct schema_source *source, struct database *out)
{
	if (source->word == NULL)
		return database_open(workspace, out, ENGINE_TO_INSPECT);
	return database_open_url(
		workspace, out, source->word, ENGINE_TO_INSPECT, (struct location){0});
}

int
schema_source_normalise(struct workspace *workspace, const struct schema_source *source,
	struct schema *adapted, const struct schema *live)
{
	struct database database;
	if (source->kind != SOURCE_DATABASE)
		return 0;
	if (open_database(workspace, source, &database) != 0)
		return -1;
	int result = live_schema_normalise(workspace, &database, adapted, live);
	database_close(&database);
	return result;
}

static int
read_database(struct workspace *workspace, struct schema_source *out)
{
	struct database database;
	if (open_database(workspace, out, &database) != 0)
		return -1;
	out->kind = SOURCE_DATABASE;
	out->dialect = database.url.dialect;
	out->at = location_of_file(database.url.shown);
	out->name = arena_printf(&workspace->arena, "the database '%s'", database.url.shown);
	int result = live_schema_inspect(workspace, out->schema, &database, true);
	database_close(&database);
	return result;
}

/* ------------------------------------------------------------------ models and revisions */

/* header NULL: the models of schemac.ini. */
static int
read_models(struct workspace *workspace, struct schema_source *out, const struct texts *cflags,
	const char *header)
{
	struct model_options options = {.cflags = *cflags};
	out->kind = SOURCE_MODELS;
	out->name = header != NULL ? header : "the models";
	if (header != NULL)
		*VEC_ADD(&workspace->arena, &options.files) = header;
	return models_read(workspace, &options, &out->schema, NULL);
}

static int
read_metadata(struct workspace *workspace, struct schema_source *out)
{
	out->kind = SOURCE_METADATA;
	out->name = out->word;
	out->at = location_of_file(out->word);
	if (models_read_metadata(workspace, out->schema, out->word) != 0)
		return -1;
	schema_sort(out->schema);
	return 0;
}

/* The rows of the other source's database, or of the configured one, if the word refers to them. */
static int
read_rows(struct workspace *workspace, const struct store *store, const struct schema_source *out,
	const char *other, struct texts *rows)
{
	struct identifier identifier;
	if (identifier_parse(&workspace->arena, &identifier, out->word, &workspace->diagnostics) !=
		0)
		return -1;
	if (identifier.symbol != NULL && !text_equal(identifier.symbol, "current"))
		return 0;
	const char *url = other != NULL && database_url_looks_like(other) ? other : NULL;
	return version_rows_read(workspace, store, url, rows, NULL);
}

static int
read_revision(struct workspace *workspace, struct schema_source *out, const char *other)
{
	struct store store;
	struct texts rows = {0};
	struct selection selection;
	out->kind = SOURCE_REVISION;
	if (workspace_store(workspace, &store) != 0 ||
		read_rows(workspace, &store, out, other, &rows) != 0 ||
		resolve(&workspace->arena, &selection, &store.graph, out->word, &rows,
			&workspace->diagnostics) != 0 ||
		fold_schema(&workspace->arena, &out->schema, &store.graph, &selection.revisions,
			&workspace->diagnostics) != 0)
		return -1;
	out->name = "the base";
	if (selection.revisions.len > 0) {
		out->name = arena_printf(&workspace->arena, "revision %s",
			revisions_print(&workspace->arena, &selection.revisions));
		out->at = selection.revisions.items[0]->at;
	}
	return 0;
}

int
schema_source_read(struct workspace *workspace, struct schema_source *out, const char *word,
	const char *other, const struct texts *cflags)
{
	*out = (struct schema_source){.word = word,
		.schema = schema_new(&workspace->arena),
		.dialect = DIALECT_COUNT};
	if (word == NULL)
		return read_database(workspace, out);
	if (text_equal(word, "empty")) {
		out->name = "an empty schema";
		return 0;
	}
	if (text_equal(word, "models"))
		return read_models(workspace, out, cflags, NULL);
	if (text_ends_with(word, ".h"))
		return read_models(workspace, out, cflags, word);
	if (database_url_looks_like(word))
		return read_database(workspace, out);
	if (text_ends_with(word, ".json"))
		return read_metadata(workspace, out);
	return read_revision(workspace, out, other);
}
