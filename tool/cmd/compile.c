/*
 * compile: compiles headers into metadata; runs only the front end.
 */
#include "base/file.h"
#include "base/json.h"
#include "cli/model_options.h"
#include "cli/output.h"
#include "cli/show/emit.h"
#include "workspace/depfile.h"
#include "workspace/workspace.h"

#include <stdint.h>

struct compile_options {
	struct model_options models;
	const char *output, *depfile, *emit;
};

static const struct option own_options[] = {
	{"output", 'o', false, OPTION_TEXT, "FILE", offsetof(struct compile_options, output),
		"write to FILE instead of standard output"},
	{"emit", '\0', false, OPTION_TEXT, EMIT_FORMS, offsetof(struct compile_options, emit),
		"format of the output; the default is json"},
	{"depfile", '\0', false, OPTION_TEXT, "FILE", offsetof(struct compile_options, depfile),
		"write the dependencies of the result to FILE, as a makefile rule"},
	{0},
};

static const struct option_group groups[] = {
	{own_options, 0},
	{model_option_table, offsetof(struct compile_options, models)},
	{0},
};

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	struct compile_options *options = invocation->options;
	options->models.files = invocation->operands;
	const struct emitter *emitter = emit_find(options->emit != NULL ? options->emit : "json");
	struct texts dependencies = {0};
	struct schema *schema;
	struct strbuf text = STRBUF_INIT;
	if (emitter == NULL)
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"invalid value '%s' for --emit: expected %s", options->emit, EMIT_FORMS);
	int result = models_read(workspace, &options->models, &schema, &dependencies);
	if (result == 0)
		result = emitter->emit(workspace, &text, schema);
	if (result == 0)
		result = output_write(&workspace->diagnostics, options->output, &text);
	strbuf_release(&text);
	if (options->depfile != NULL &&
		depfile_write(workspace, options->depfile,
			options->output != NULL ? options->output : options->depfile,
			&dependencies) != 0)
		return -1;
	return result;
}

const struct command command_compile = {
	.name = "compile",
	.operands = "[HEADER | METADATA.json…]",
	.summary = "compile model headers into metadata",
	.details =
		"Reads the annotated headers with the compiler's preprocessor and prints the "
		"schema that they describe. If the headers contain errors, compile reports all "
		"of them.",
	.groups = groups,
	.size = sizeof(struct compile_options),
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
