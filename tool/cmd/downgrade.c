/*
 * downgrade: undoes revisions.
 */
#include "apply/migration_script.h"
#include "cli/ask.h"
#include "cli/migration_options.h"
#include "cli/output.h"
#include "rev/graph/resolve.h"

#include <stdio.h>

static const struct option stored_options[] = {
	{"stored", '\0', false, OPTION_FLAG, NULL, offsetof(struct migration_options, stored),
		"undo REVISION with the SQL stored in the database; its file may be missing"},
	{"yes", 'y', false, OPTION_FLAG, NULL, offsetof(struct migration_options, yes),
		"do not ask for confirmation of data loss; schemac asks only at a terminal"},
	{0},
};

static const struct option_group groups[] = {
	{migration_option_table, 0}, {stored_options, 0}, {0}};

/* Undoes one revision applied to the database. The revision's file may be missing. */
static int
run_stored(struct invocation *invocation, const struct migration_settings *settings)
{
	struct migration m;
	struct schemac_error error;
	if (migration_open(invocation->workspace, &m, settings, ENGINE_TO_CHANGE) != 0)
		return -1;
	int result = schemac_downgrade_stored(
		m.database.db, m.bundle, invocation->operands.items[0], &m.options, &error);
	if (result != 0)
		migration_report(&m, &error);
	migration_close(&m);
	return result;
}

static int
print_script(struct invocation *invocation)
{
	const struct migration_settings settings = migration_options_silent(invocation->options);
	struct strbuf script = STRBUF_INIT;
	int result = migration_script_run(invocation->workspace, &script, &settings,
		invocation->operands.items[0], false);
	if (result == 0)
		output_print(&script);
	strbuf_release(&script);
	return result;
}

/* Asks for confirmation of data loss, but only at a terminal. */
static int
confirm_losses(struct migration *m)
{
	struct texts losses = {0};
	if (!ask_is_possible())
		return 0;
	if (migration_losses(m, &losses) != 0)
		return -1;
	if (losses.len == 0)
		return 0;
	VEC_EACH (const char *, loss, losses)
		printf("this loses data: %s\n", *loss);
	if (ask("Downgrade?"))
		return 0;
	return diag_add(&m->workspace->diagnostics, DIAG_DESTRUCTIVE, (struct location){0},
		"nothing was undone: the answer was no");
}

static int
downgrade(struct invocation *invocation, const struct migration_settings *settings)
{
	const struct migration_options *options = invocation->options;
	struct migration m;
	int result = 0;
	if (migration_begin(invocation->workspace, &m, settings, invocation->operands.items[0],
		    false, options->dry_run) != 0)
		return -1;
	if (options->dry_run)
		migration_options_print_moves(&m, invocation->json);
	else if (!options->yes && confirm_losses(&m) != 0)
		result = -1;
	else
		result = migration_execute(&m);
	migration_close(&m);
	return result;
}

static int
run(struct invocation *invocation)
{
	const struct migration_options *options = invocation->options;
	const char *target = invocation->operands.items[0];
	struct progress progress;
	const struct migration_settings settings =
		migration_options_settings(options, &progress, invocation);
	if (options->stored)
		return run_stored(invocation, &settings);
	if (options->sql)
		return print_script(invocation);
	if (resolve_is_range(target))
		return diag_add(&invocation->workspace->diagnostics, DIAG_BAD_USAGE,
			(struct location){0},
			"'%s' is a range, which is valid only with --sql: otherwise the database "
			"determines the start",
			target);
	int result = downgrade(invocation, &settings);
	progress_clear(&progress);
	return result;
}

const struct command command_downgrade = {
	.name = "downgrade",
	.operands = "REVISION",
	.summary = "undo revisions",
	.details =
		"Undoes all revisions after REVISION; REVISION itself remains applied. REVISION "
		"can be an id, -1, LABEL@base, or base, which undoes everything. With --stored, "
		"downgrade undoes REVISION itself, using the SQL that the database stored when "
		"the revision was applied.",
	.groups = groups,
	.size = sizeof(struct migration_options),
	.min_operands = 1,
	.max_operands = 1,
	.needs_config = true,
	.run = run,
};
