/*
 * inspect: prints the schema of a live database in the formats of `compile`.
 */
#include "cli/command.h"
#include "cli/output.h"
#include "cli/show/emit.h"
#include "workspace/live_schema.h"
#include "workspace/unmanaged_report.h"

struct inspect_options_of_user {
	const char *emit;
};

static const struct option own_options[] = {
	{"emit", '\0', false, OPTION_TEXT, EMIT_FORMS,
		offsetof(struct inspect_options_of_user, emit),
		"format of the output; the default is json"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

static int
read_database(struct workspace *workspace, struct schema *schema)
{
	struct database database;
	if (database_open(workspace, &database, ENGINE_TO_INSPECT) != 0)
		return -1;
	/* The output uses the dialect of this database instead of the configured dialects. */
	workspace->config.dialects = (struct texts){0};
	*VEC_ADD(&workspace->arena, &workspace->config.dialects) = dialect_name(database.url.dialect);
	int result = live_schema_inspect(workspace, schema, &database, true);
	if (result == 0)
		unmanaged_report_left_out(
			workspace, location_of_file(database.url.shown), schema);
	database_close(&database);
	return result;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct inspect_options_of_user *options = invocation->options;
	const struct emitter *emitter = emit_find(options->emit != NULL ? options->emit : "json");
	struct schema *schema = schema_new(&workspace->arena);
	struct strbuf text = STRBUF_INIT;
	if (emitter == NULL)
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"invalid value '%s' for --emit: expected %s", options->emit, EMIT_FORMS);
	if (invocation->operands.len > 0)
		workspace->url = invocation->operands.items[0];
	int result = read_database(workspace, schema);
	if (result == 0)
		result = emitter->emit(workspace, &text, schema);
	if (result == 0)
		output_print(&text);
	strbuf_release(&text);
	return result;
}

const struct command command_inspect = {
	.name = "inspect",
	.takes_database = true,
	.operands = "[URL]",
	.summary = "print the schema of a live database",
	.details =
		"Reads the schema of a database and prints it as metadata, as SQL or in a "
		"different format. URL defaults to the database given by --url or schemac.ini. "
		"The database is opened read-only. schemac's own tables and the objects excluded "
		"by exclude_object are omitted. A note names what no model can declare; with -v "
		"it lists each item with its definition.",
	.groups = groups,
	.size = sizeof(struct inspect_options_of_user),
	.max_operands = 1,
	.needs_config = true,
	.run = run,
};
