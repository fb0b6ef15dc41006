#include "cli/show/emit.h"

#include "base/json_print.h"
#include "diff/compare.h"
#include "out/descriptors.h"
#include "out/diagram.h"
#include "out/header.h"
#include "schema/schema_json.h"
#include "workspace/dialects.h"

#include <string.h>

static int
emit_json(struct workspace *workspace, struct strbuf *out, struct schema *schema)
{
	struct json_writer writer;
	json_writer_init_text(&writer, out);
	json_write_begin(&writer, NULL, JSON_MEMBERS);
	json_write_number(&writer, "format", 1);
	schema_write(&workspace->arena, &writer, "objects", schema,
		SCHEMA_JSON_HINTS | SCHEMA_JSON_PLACES);
	json_write_end(&writer);
	return 0;
}

/* The statements that create the schema in an empty database, for each configured dialect. */
static int
emit_sql(struct workspace *workspace, struct strbuf *out, struct schema *schema)
{
	struct arena *arena = &workspace->arena;
	struct dialects dialects = {0};
	if (dialects_select(workspace, &dialects) != 0)
		return -1;
	for (size_t i = 0; i < dialects.len; i++) {
		const struct dialect *dialect = dialects.items[i];
		struct compare_settings settings =
			dialects_compare_settings(workspace, dialect->id);
		struct schema *empty = schema_new(arena),
			      *full = schema_for(arena, dialect, schema);
		struct changes changes = {0};
		struct ddl ddl = {0};
		struct ddl_request request = {.before = empty,
			.after = full,
			.changes = &changes,
			.settings = &settings};
		compare_schemas(arena, &changes, dialect, &settings, empty, full);
		if (dialect->plan(arena, &ddl, &request, &workspace->diagnostics) != 0)
			return -1;
		if (dialects.len > 1)
			strbuf_addf(out, "-- %s\n", dialect_name(dialect->id));
		ddl_print(out, &ddl);
	}
	return 0;
}

static int
emit_header(struct workspace *workspace, struct strbuf *out, struct schema *schema)
{
	header_print(&workspace->arena, out, schema);
	return 0;
}

static int
emit_c(struct workspace *workspace, struct strbuf *out, struct schema *schema)
{
	descriptors_print(&workspace->arena, out, schema);
	return 0;
}

static int
emit_dot(struct workspace *workspace, struct strbuf *out, struct schema *schema)
{
	diagram_print_dot(&workspace->arena, out, schema);
	return 0;
}

static int
emit_mermaid(struct workspace *workspace, struct strbuf *out, struct schema *schema)
{
	diagram_print_mermaid(&workspace->arena, out, schema);
	return 0;
}

static const struct emitter emitters[] = {
	{"json", emit_json},
	{"header", emit_header},
	{"c", emit_c},
	{"dot", emit_dot},
	{"mermaid", emit_mermaid},
	{"sql", emit_sql},
};

const struct emitter *
emit_find(const char *name)
{
	for (size_t i = 0; i < sizeof(emitters) / sizeof(*emitters); i++)
		if (strcmp(emitters[i].name, name) == 0)
			return &emitters[i];
	return NULL;
}
