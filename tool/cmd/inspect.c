/*
 * inspect: what a live database holds, in the forms of `compile`.
 */
#include "cli/emit.h"
#include "workspace/schema_source.h"

#include <stdio.h>

struct inspect_options_of_user {
	const char *emit;
};

static const struct option own_options[] = {
	{"emit", '\0', false, OPTION_TEXT, EMIT_FORMS,
		offsetof(struct inspect_options_of_user, emit), "what is printed; json is the default"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

static int
read_database(struct context *context, struct schema *schema)
{
	struct database database;
	if (context->operands.len > 0)
		context->global.url = context->operands.items[0];
	if (database_open(context, &database, ENGINE_TO_INSPECT) != 0)
		return -1;
	/* what is printed is for this database, whatever the project writes SQL for */
	context->config.dialects = (struct texts){0};
	*VEC_ADD(&context->arena, &context->config.dialects) = dialect_name(database.url.dialect);
	int result = side_inspect(context, schema, &database);
	database_close(&database);
	return result;
}

static int
run(struct context *context)
{
	const struct inspect_options_of_user *options = context->options;
	const struct emitter *emitter = emitter_find(options->emit != NULL ? options->emit : "json");
	struct schema *schema = schema_new(&context->arena);
	struct strbuf text = STRBUF_INIT;
	if (emitter == NULL)
		return diag_add(&context->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--emit=%s is not known: there are %s", options->emit, EMIT_FORMS);
	int result = read_database(context, schema);
	if (result == 0)
		result = emitter->emit(context, &text, schema);
	if (result == 0)
		fwrite(text.buf, 1, text.len, stdout);
	strbuf_release(&text);
	return result;
}

const struct command command_inspect = {
	.name = "inspect",
	.operands = "[URL]",
	.summary = "print the schema of a live database",
	.details =
		"Reads the schema of the database that is named, else of the one of --url or schemac.ini, and prints it: as metadata, or as the SQL that makes it. The database is opened to read only. schemac's own tables are left out, and what exclude_object names.",
	.groups = groups,
	.size = sizeof(struct inspect_options_of_user),
	.max_operands = 1,
	.needs_config = true,
	.run = run,
};
