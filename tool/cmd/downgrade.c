/*
 * downgrade: undoes revisions.
 */
#include "apply/migration.h"

static const struct option stored_options[] = {
	{"stored", '\0', false, OPTION_FLAG, NULL, offsetof(struct migration_options, stored),
		"undo a revision by the way down that the database keeps, whether or not its file is there"},
	{"yes", 'y', false, OPTION_FLAG, NULL, offsetof(struct migration_options, yes),
		"do not ask before data is lost; nobody is asked where input or output is no terminal"},
	{0},
};

static const struct option_group groups[] = {
	{migration_option_table, 0}, {stored_options, 0}, {0}};

/* The revision is named as the database names it: there may be no file. */
static int
run_stored(struct context *context)
{
	struct migration m;
	struct schemac_error error;
	if (migration_open(context, &m, ENGINE_TO_CHANGE) != 0)
		return -1;
	int result = schemac_downgrade_stored(
		m.database.db, m.bundle, context->operands.items[0], &m.options, &error);
	if (result != 0)
		migration_report(&m, &error);
	migration_close(&m);
	return result;
}

static int
run(struct context *context)
{
	const struct migration_options *options = context->options;
	return options->stored ? run_stored(context) : migration_run(context, false);
}

const struct command command_downgrade = {
	.name = "downgrade",
	.operands = "REVISION",
	.summary = "undo revisions",
	.details =
		"Undoes what came after the revision, which stays: an id, base (everything), -1, LABEL@base… --stored undoes the revision itself, by the way down that the database kept when it was applied.",
	.groups = groups,
	.size = sizeof(struct migration_options),
	.min_operands = 1,
	.max_operands = 1,
	.needs_config = true,
	.run = run,
};
