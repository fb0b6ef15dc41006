/*
 * upgrade: applies revisions to a database. `migrate`, the name that Django uses, is an alias of
 * `upgrade head`.
 */
#include "apply/migration_script.h"
#include "cli/migration_options.h"
#include "cli/output.h"
#include "rev/graph/resolve.h"

static const struct option_group groups[] = {{migration_option_table, 0}, {0}};

static int
print_script(struct workspace *workspace, const struct migration_options *options,
	const char *target)
{
	const struct migration_settings settings = migration_options_silent(options);
	struct strbuf script = STRBUF_INIT;
	int result = migration_script_run(workspace, &script, &settings, target, true);
	if (result == 0)
		output_print(&script);
	strbuf_release(&script);
	return result;
}

static int
upgrade(struct invocation *invocation, const struct migration_settings *settings,
	const char *target)
{
	const struct migration_options *options = invocation->options;
	struct migration m;
	int result = 0;
	if (migration_begin(invocation->workspace, &m, settings, target, true, options->dry_run) !=
		0)
		return -1;
	if (options->dry_run)
		migration_options_print_moves(&m, invocation->json);
	else
		result = migration_execute(&m);
	migration_close(&m);
	return result;
}

static int
run(struct invocation *invocation)
{
	struct workspace *workspace = invocation->workspace;
	const struct migration_options *options = invocation->options;
	struct progress progress;
	const struct migration_settings settings =
		migration_options_settings(options, &progress, invocation);
	const char *target = invocation->operands.len > 0 ? invocation->operands.items[0] : "head";
	if (options->sql)
		return print_script(workspace, options, target);
	if (resolve_is_range(target))
		return diag_add(&workspace->diagnostics, DIAG_BAD_USAGE, (struct location){0},
			"'%s' is a range, which is valid only with --sql: otherwise the database "
			"determines the start",
			target);
	int result = upgrade(invocation, &settings, target);
	progress_clear(&progress);
	return result;
}

const struct command command_upgrade = {
	.name = "upgrade",
	.operands = "[REVISION]",
	.summary = "apply revisions to a database",
	.details =
		"Brings the database to REVISION: applies REVISION and the revisions it depends "
		"on that the database lacks, all in one transaction. REVISION can be head (the "
		"default), heads, an id or the beginning of one, LABEL@head, or a number of steps "
		"such as +1. Unreviewed drafts are refused. schemac_history records each step, "
		"its downgrade, and the account that ran it.\n\n"
		"If the URL names a file that does not exist, upgrade creates it. If the run "
		"fails, the file remains as an empty database, because another process may have "
		"opened it by then.",
	.groups = groups,
	.size = sizeof(struct migration_options),
	.max_operands = 1,
	.needs_config = true,
	.run = run,
};

const struct command command_migrate = {
	.name = "migrate",
	.alias_of = "upgrade",
	.operands = "",
	.summary = "alias of upgrade head",
	.details =
		"Applies all revisions that the database lacks. It is the same as `schemac "
		"upgrade head`.",
	.groups = groups,
	.size = sizeof(struct migration_options),
	.needs_config = true,
	.run = run,
};
