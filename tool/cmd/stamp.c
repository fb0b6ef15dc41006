/*
 * stamp: sets the revision of a database without running SQL.
 */
#include "apply/migration_script.h"
#include "cli/migration_options.h"
#include "cli/output.h"

#include <stdint.h>

static const struct option own_options[] = {
	{"purge", '\0', false, OPTION_FLAG, NULL, offsetof(struct migration_options, purge),
		"delete all rows first, including unknown ones"},
	{"sql", '\0', false, OPTION_FLAG, NULL, offsetof(struct migration_options, sql),
		"print a script for the engine's shell; FROM:TO starts at revision FROM"},
	{"tag", '\0', false, OPTION_TEXT, "TEXT", offsetof(struct migration_options, tag),
		"record TEXT in schemac_history"},
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
			"--purge cannot be combined with --sql, which does not read the database");
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
	.summary = "set the revision of a database without running SQL",
	.details =
		"Records the revisions in the version table, for a database whose schema was "
		"created by other means. Rows of other branches are kept unless --purge is given.",
	.groups = groups,
	.size = sizeof(struct migration_options),
	.min_operands = 1,
	.max_operands = SIZE_MAX,
	.needs_config = true,
	.run = run,
};
