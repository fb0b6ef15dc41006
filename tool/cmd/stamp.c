/*
 * stamp: says where a database is, without running anything.
 */
#include "apply/migration_script.h"
#include "cli/migration_options.h"
#include "cli/output.h"

#include <stdint.h>

static const struct option own_options[] = {
	{"purge", '\0', false, OPTION_FLAG, NULL, offsetof(struct migration_options, purge),
		"forget all rows first, unknown ones too"},
	{"sql", '\0', false, OPTION_FLAG, NULL, offsetof(struct migration_options, sql),
		"print a script for the engine's shell instead; FROM:TO says where the database is"},
	{"tag", '\0', false, OPTION_TEXT, "TEXT", offsetof(struct migration_options, tag),
		"a word that schemac_history keeps with it"},
	{0},
};

static const struct option_group groups[] = {{own_options, 0}, {0}};

static int
print_script(struct invocation *invocation)
{
	const struct migration_settings settings = migration_options_silent(invocation->options);
	struct workspace *workspace = invocation->workspace;
	const struct migration_options *options = invocation->options;
	struct strbuf script = STRBUF_INIT;
	if (options->purge)
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"--purge removes the rows of a database, and --sql reads none");
	int result = migration_script_stamp(workspace, &script, &settings, &invocation->operands);
	if (result == 0)
		output_print(&script);
	strbuf_release(&script);
	return result;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct migration_options *options = invocation->options;
	const struct texts *targets = &invocation->operands;
	struct progress progress;
	const struct migration_settings settings =
		migration_options_settings(options, &progress, invocation);
	struct migration m;
	struct graph_plan plan = {0};
	struct texts none = {0};
	if (options->sql)
		return print_script(invocation);
	if (migration_open(workspace, &m, &settings, ENGINE_TO_CHANGE) != 0)
		return -1;
	int result = graph_plan_stamp(&workspace->arena, &plan, &m.store.graph,
		options->purge ? &none : &m.rows, targets->items, targets->len,
		&workspace->diagnostics);
	if (result == 0)
		result = migration_stamp(&m, &plan);
	migration_close(&m);
	progress_clear(&progress);
	return result;
}

const struct command command_stamp = {
	.name = "stamp",
	.operands = "REVISION…",
	.summary = "say which revision a database is at, without running anything",
	.details =
		"Writes the revisions into the version table, for a database that got its schema in another way. Rows of other branches stay, unless --purge.",
	.groups = groups,
	.size = sizeof(struct migration_options),
	.min_operands = 1,
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
