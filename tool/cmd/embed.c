/*
 * embed: writes the reviewed revisions as C source, for a program that migrates its own database.
 */
#include "base/file.h"
#include "cli/command.h"
#include "cli/output.h"
#include "rev/embed/embed.h"
#include "rev/file/review.h"
#include "workspace/depfile.h"
#include "workspace/workspace_bundle.h"

#include <stdint.h>

struct embed_options {
	const char *output, *header, *depfile, *name;
};

static const struct option own_options[] = {
	{"output", 'o', false, OPTION_TEXT, "FILE.c", offsetof(struct embed_options, output),
		"write the C source to FILE.c instead of standard output"},
	{"header", '\0', false, OPTION_TEXT, "FILE.h", offsetof(struct embed_options, header),
		"write a header that declares the variable to FILE.h"},
	{"bundle-name", '\0', false, OPTION_TEXT, "NAME", offsetof(struct embed_options, name),
		"name the variable NAME_revisions; NAME defaults to the section's name, or to "
		"schema"},
	{"depfile", '\0', false, OPTION_TEXT, "FILE", offsetof(struct embed_options, depfile),
		"write the dependencies of the result to FILE, as a makefile rule"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

/* Unreviewed revisions must not be built into a program. */
static int
check_reviews(struct workspace *workspace, const struct store *store)
{
	VEC_EACH (struct revision *, item, store->graph.all) {
		enum review_state state;
		const struct revision *revision = *item;
		if (review_read(&workspace->arena, &state, NULL, revision,
			    &workspace->diagnostics) != 0)
			return -1;
		if (state == REVIEW_DONE)
			continue;
		diag_add(&workspace->diagnostics, DIAG_NOT_REVIEWED, revision->at,
			"revision %s is not reviewed and cannot be embedded", revision->id);
		diag_note(&workspace->diagnostics, (struct location){0},
			"review it with `%s review %s`", workspace->program, revision->id);
	}
	return diag_errors(&workspace->diagnostics) > 0 ? -1 : 0;
}

static int
write_all(struct workspace *workspace, const struct embed_options *options,
	const struct schemac_bundle *bundle)
{
	const char *name = options->name != NULL ? options->name
			   : workspace->config.name != NULL ? workspace->config.name : "schema";
	const char *identifier = embed_name(&workspace->arena, name);
	struct strbuf text = STRBUF_INIT;
	embed_print(&text, bundle, identifier);
	int result = output_write(&workspace->diagnostics, options->output, &text);
	strbuf_reset(&text);
	if (result == 0 && options->header != NULL) {
		embed_print_header(&text, identifier);
		result = output_write(&workspace->diagnostics, options->header, &text);
	}
	strbuf_release(&text);
	return result;
}

static int
write_depfile(struct workspace *workspace, const struct embed_options *options,
	const struct store *store)
{
	struct texts inputs = {0};
	depfile_add_revisions(workspace, &inputs, store, NULL);
	return depfile_write(workspace, options->depfile,
		options->output != NULL ? options->output : options->depfile, &inputs);
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct embed_options *options = invocation->options;
	struct store store;
	if (workspace_store(workspace, &store) != 0)
		return -1;
	if (options->depfile != NULL && write_depfile(workspace, options, &store) != 0)
		return -1;
	if (check_reviews(workspace, &store) != 0)
		return -1;
	const struct schemac_bundle *bundle = workspace_bundle_new(workspace, &store, NULL, true);
	return bundle != NULL ? write_all(workspace, options, bundle) : -1;
}

const struct command command_embed = {
	.name = "embed",
	.operands = "",
	.summary = "write the reviewed revisions as C source",
	.details =
		"Writes the reviewed revisions and the structure of the tables as const C data "
		"for schemac/runtime.h. A program that contains them can migrate its database, "
		"and can refuse to run if the database has a different schema.",
	.groups = groups,
	.size = sizeof(struct embed_options),
	.needs_config = true,
	.run = run,
};
