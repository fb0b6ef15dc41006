/*
 * models: the schema that the headers of a command make, with metadata.json files among them.
 */
#include "base/json.h"
#include "base/text.h"
#include "front/front.h"
#include "schema/schema_json.h"
#include "schema/naming.h"
#include "workspace/workspace.h"

#include <errno.h>
#include <string.h>

enum {
	METADATA_FORMAT = 1,
};

const struct option model_option_table[] = {
	{"include-path", 'I', false, OPTION_CFLAG, "DIR", offsetof(struct model_options, cflags),
		"a folder to look for headers in"},
	{"define", 'D', false, OPTION_CFLAG, "NAME[=VALUE]", offsetof(struct model_options, cflags),
		"define a macro"},
	{"undefine", 'U', false, OPTION_CFLAG, "NAME", offsetof(struct model_options, cflags),
		"undefine a macro"},
	{"include", '\0', true, OPTION_CFLAG, "FILE", offsetof(struct model_options, cflags),
		"a header to read before the models"},
	{"isystem", '\0', true, OPTION_CFLAG, "DIR", offsetof(struct model_options, cflags),
		"a folder of system headers"},
	{"std", '\0', true, OPTION_CFLAG, "STANDARD", offsetof(struct model_options, cflags),
		"the standard that the compiler is told"},
	{0},
};

/*
 * The folder that holds schemac/model.h: beside an installed schemac, else that of the source tree it
 * was built from. NULL leaves it to -I.
 */
static const char *
include_folder(struct arena *arena)
{
	const char *program = path_of_program(arena);
	if (program != NULL) {
		const char *prefix = path_folder(arena, path_folder(arena, program));
		const char *installed = arena_printf(arena, "%s/%s", prefix, SCHEMAC_INCLUDE_FOLDER);
		if (file_exists(arena_printf(arena, "%s/schemac/model.h", installed)))
			return installed;
	}
	return file_exists(SCHEMAC_SOURCE_INCLUDE "/schemac/model.h") ? SCHEMAC_SOURCE_INCLUDE : NULL;
}

static int
add_objects(struct context *context, struct schema *schema, const char *path,
	const struct json *json)
{
	const struct json *format = json_find(json, "format");
	const char *problem = NULL;
	if (format == NULL || format->type != JSON_NUMBER || format->number != METADATA_FORMAT)
		return diag_add(&context->diagnostics, DIAG_BAD_METADATA, location_of_file(path),
			"this is no metadata of `schemac compile` in format %d", METADATA_FORMAT);
	if (schema_from_json(&context->arena, schema, json_find(json, "objects"), &problem) != 0)
		return diag_add(&context->diagnostics, DIAG_BAD_METADATA, location_of_file(path), "%s",
			problem);
	return 0;
}

int
project_metadata(struct context *context, struct schema *schema, const char *path)
{
	struct strbuf text = STRBUF_INIT;
	struct json_error error;
	int result = file_read(&text, path);
	if (result != 0) {
		diag_add(&context->diagnostics, DIAG_CANNOT_READ, location_of_file(path),
			"cannot read it: %s", strerror(errno));
	} else {
		struct json *json = json_parse(&context->arena, text.buf, text.len, &error);
		struct location at = {path, error.line, error.column, 1};
		if (json == NULL)
			result = diag_add(&context->diagnostics, DIAG_BAD_METADATA, at,
				"this is no JSON: %s", error.message);
		else
			result = add_objects(context, schema, path, json);
	}
	strbuf_release(&text);
	return result;
}

static void
add_model(struct arena *arena, struct texts *headers, struct texts *metadata, const char *path)
{
	*VEC_ADD(arena, text_ends_with(path, ".json") ? metadata : headers) = path;
}

/* The operands, or `models` of the ini. */
static int
list_models(struct context *context, struct texts *headers, struct texts *metadata)
{
	struct texts configured = {0};
	struct arena *arena = &context->arena;
	VEC_EACH (const char *, operand, context->operands)
		add_model(arena, headers, metadata, *operand);
	if (context->operands.len > 0)
		return 0;
	if (config_models(arena, &context->config, &configured, &context->diagnostics) != 0)
		return -1;
	VEC_EACH (const char *, name, configured)
		add_model(arena, headers, metadata, *name);
	if (configured.len > 0)
		return 0;
	diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0}, "no model is named");
	diag_note(&context->diagnostics, (struct location){0},
		"name headers behind the command, or set `models` in schemac.ini");
	config_note_missing(&context->config, &context->diagnostics);
	return -1;
}

static int
read_headers(struct context *context, const struct model_options *options,
	const struct texts *headers, struct schema *schema, struct texts *dependencies)
{
	struct texts cflags = {0};
	VEC_EACH (const char *, flag, context->config.cflags)
		*VEC_ADD(&context->arena, &cflags) = *flag;
	VEC_EACH (const char *, flag, options->cflags)
		*VEC_ADD(&context->arena, &cflags) = *flag;
	const struct front_options front = {
		.compilation = {.headers = headers->items,
			.header_count = headers->len,
			.cflags = cflags.items,
			.cflag_count = cflags.len,
			.include_folder = include_folder(&context->arena)},
		.own_dependencies = true};
	return front_read(&context->arena, schema, &front, &context->diagnostics, dependencies);
}

static void
apply_naming(struct context *context, struct schema *schema)
{
	const char *const *templates = context->config.naming;
	const struct naming naming = {.index = templates[NAME_IX],
		.unique = templates[NAME_UQ],
		.check = templates[NAME_CK],
		.foreign_key = templates[NAME_FK],
		.primary_key = templates[NAME_PK],
		.exclude = templates[NAME_EX]};
	naming_apply(&context->arena, schema, &naming);
}

int
project_models(struct context *context, const struct model_options *options, struct schema **out,
	struct texts *dependencies)
{
	struct texts headers = {0}, metadata = {0};
	struct schema *schema = schema_new(&context->arena);
	if (list_models(context, &headers, &metadata) != 0)
		return -1;
	int result = 0;
	if (headers.len > 0)
		result = read_headers(context, options, &headers, schema, dependencies);
	VEC_EACH (const char *, path, metadata) {
		if (project_metadata(context, schema, *path) != 0)
			result = -1;
		if (dependencies != NULL)
			*VEC_ADD(&context->arena, dependencies) = *path;
	}
	if (front_check(&context->arena, schema, &context->diagnostics) != 0 || result != 0)
		return -1;
	apply_naming(context, schema);
	schema_sort(schema);
	*out = schema;
	return 0;
}
