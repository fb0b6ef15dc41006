#include "workspace/models.h"

#include "base/file.h"
#include "base/json.h"
#include "base/text.h"
#include "front/front.h"
#include "schema/naming.h"
#include "schema/schema_json.h"
#include "schema/sql_text.h"
#include "sqlite/rules/sqlite_time.h"
#include "workspace/dialects.h"

#include <errno.h>
#include <string.h>

enum {
	METADATA_FORMAT = 1,
};

/*
 * The folder that contains schemac/model.h: next to an installed schemac, otherwise in the source
 * tree that schemac was built from. NULL: neither exists; -I must name it.
 */
static const char *
include_folder(struct arena *arena)
{
	const char *program = path_of_program(arena);
	if (program != NULL) {
		const char *prefix = path_folder(arena, path_folder(arena, program));
		const char *installed =
			arena_printf(arena, "%s/%s", prefix, SCHEMAC_INCLUDE_FOLDER);
		if (file_exists(arena_printf(arena, "%s/schemac/model.h", installed)))
			return installed;
	}
	return file_exists(SCHEMAC_SOURCE_INCLUDE "/schemac/model.h") ? SCHEMAC_SOURCE_INCLUDE
								      : NULL;
}

static int
add_objects(struct workspace *workspace, struct schema *schema, const char *path,
	const struct json *json)
{
	const struct json *format = json_find(json, "format");
	const char *problem = NULL;
	if (format == NULL || format->type != JSON_NUMBER || format->number != METADATA_FORMAT)
		return diag_add(&workspace->diagnostics, DIAG_BAD_METADATA, location_of_file(path),
			"not `schemac compile` metadata in format %d", METADATA_FORMAT);
	if (schema_from_json(&workspace->arena, schema, json_find(json, "objects"), &problem) != 0)
		return diag_add(&workspace->diagnostics, DIAG_BAD_METADATA, location_of_file(path),
			"%s", problem);
	return 0;
}

int
models_read_metadata(struct workspace *workspace, struct schema *schema, const char *path)
{
	struct strbuf text = STRBUF_INIT;
	struct json_error error;
	int result = file_read(&text, path);
	if (result != 0) {
		diag_add(&workspace->diagnostics, DIAG_CANNOT_READ, location_of_file(path),
			"cannot read the file: %s", file_error(errno));
	} else {
		struct json *json = json_parse(&workspace->arena, text.buf, text.len, &error);
		struct location at = {path, error.line, error.column, 1};
		if (json == NULL)
			result = diag_add(&workspace->diagnostics, DIAG_BAD_METADATA, at,
				"not valid JSON: %s", error.message);
		else
			result = add_objects(workspace, schema, path, json);
	}
	strbuf_release(&text);
	return result;
}

static void
add_model(struct arena *arena, struct texts *headers, struct texts *metadata, const char *path)
{
	*VEC_ADD(arena, text_ends_with(path, ".json") ? metadata : headers) = path;
}

/* The files that the command line names, or `models` of schemac.ini. */
static int
list_models(struct workspace *workspace, const struct texts *named, struct texts *headers,
	struct texts *metadata)
{
	struct texts configured = {0};
	struct arena *arena = &workspace->arena;
	VEC_EACH (const char *, name, *named)
		add_model(arena, headers, metadata, *name);
	if (named->len > 0)
		return 0;
	if (config_models(arena, &workspace->config, &configured, &workspace->diagnostics) != 0)
		return -1;
	VEC_EACH (const char *, name, configured)
		add_model(arena, headers, metadata, *name);
	if (configured.len > 0)
		return 0;
	diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
		"no models specified");
	diag_note(&workspace->diagnostics, (struct location){0},
		"name headers after the command, or set `models` in schemac.ini");
	config_note_missing(&workspace->config, &workspace->diagnostics);
	return -1;
}

static int
read_headers(struct workspace *workspace, const struct model_options *options,
	const struct texts *headers, struct schema *schema, struct texts *dependencies)
{
	struct texts cflags = {0};
	VEC_EACH (const char *, flag, workspace->config.cflags)
		*VEC_ADD(&workspace->arena, &cflags) = *flag;
	VEC_EACH (const char *, flag, options->cflags)
		*VEC_ADD(&workspace->arena, &cflags) = *flag;
	const struct front_options front = {
		.compilation = {.headers = headers->items,
			.header_count = headers->len,
			.cflags = cflags.items,
			.cflag_count = cflags.len,
			.include_folder = include_folder(&workspace->arena)},
		.own_dependencies = true};
	return front_read(&workspace->arena, schema, &front, &workspace->diagnostics, dependencies);
}

static void
apply_naming(struct workspace *workspace, struct schema *schema)
{
	const char *const *templates = workspace->config.naming;
	const struct naming naming = {.index = templates[NAME_IX],
		.unique = templates[NAME_UQ],
		.check = templates[NAME_CK],
		.foreign_key = templates[NAME_FK],
		.primary_key = templates[NAME_PK],
		.exclude = templates[NAME_EX]};
	naming_apply(&workspace->arena, schema, &naming);
}

/*
 * A time_t is a number of seconds in SQLite, where CURRENT_TIMESTAMP is a text. The default is
 * replaced unless the model gives one for SQLite. The column is of the type that time_t has.
 */
static int
set_seconds(struct workspace *workspace, struct column *column)
{
	struct dialect_text *value = &column->default_value;
	if (value->common == NULL || value->only[DIALECT_SQLITE] != NULL ||
		!text_equal(column->type.common, "TIMESTAMP WITH TIME ZONE") ||
		!text_equal(column->type.only[DIALECT_SQLITE], "INTEGER"))
		return 0;
	if (sql_equal(value->common, "CURRENT_TIME") || sql_equal(value->common, "LOCALTIME"))
		return diag_add(&workspace->diagnostics, DIAG_BAD_DEFAULT, column->at,
			"SC_DEFAULT: %s is a time of day and does not fit a timestamp column",
			value->common);
	value->only[DIALECT_SQLITE] =
		sqlite_seconds(value->common, workspace->config.sqlite_version);
	return 0;
}

static int
set_default_seconds(struct workspace *workspace, struct schema *schema)
{
	int result = 0;
	VEC_EACH (struct table *, table, schema->tables)
		VEC_EACH (struct column *, column, (*table)->columns)
			if (set_seconds(workspace, *column) != 0)
				result = -1;
	return result;
}

/* Every dialect if schemac.ini is wrong, which is reported elsewhere. */
static void
list_dialects(struct workspace *workspace, bool out[DIALECT_COUNT])
{
	struct dialects dialects = {0};
	bool known = dialects_select(workspace, &dialects) == 0;
	for (size_t i = 0; i < DIALECT_COUNT; i++)
		out[i] = !known;
	for (size_t i = 0; known && i < dialects.len; i++)
		out[dialects.items[i]->id] = true;
}

int
models_read(struct workspace *workspace, const struct model_options *options, struct schema **out,
	struct texts *dependencies)
{
	struct texts headers = {0}, metadata = {0};
	struct schema *schema = schema_new(&workspace->arena);
	if (list_models(workspace, &options->files, &headers, &metadata) != 0)
		return -1;
	int result = 0;
	if (headers.len > 0)
		result = read_headers(workspace, options, &headers, schema, dependencies);
	VEC_EACH (const char *, path, metadata) {
		if (models_read_metadata(workspace, schema, *path) != 0)
			result = -1;
		if (dependencies != NULL)
			*VEC_ADD(&workspace->arena, dependencies) = *path;
	}
	bool dialects[DIALECT_COUNT];
	list_dialects(workspace, dialects);
	if (front_check(&workspace->arena, schema, dialects, &workspace->diagnostics) != 0 ||
		result != 0)
		return -1;
	if (set_default_seconds(workspace, schema) != 0)
		return -1;
	apply_naming(workspace, schema);
	schema_sort(schema);
	*out = schema;
	return 0;
}
