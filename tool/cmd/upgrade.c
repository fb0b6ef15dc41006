/*
 * upgrade: applies revisions to a database.
 */
#include "apply/migration.h"

static const struct option_group groups[] = {{migration_option_table, 0}, {0}};

static int
run(struct context *context)
{
	return migration_run(context, true);
}

const struct command command_upgrade = {
	.name = "upgrade",
	.operands = "[REVISION]",
	.summary = "apply revisions to a database",
	.details =
		"Applies what the revision needs and the database lacks, all in one transaction: head (as without an operand), heads, an id or its beginning, LABEL@head, +1… A draft that nobody has reviewed is refused. schemac_history keeps each step, its way down, and the account that ran it.\n\nWhere url names a file that is not there, it is made; when the run fails it stays, as an empty database, since another migrator may have opened it by then.",
	.groups = groups,
	.size = sizeof(struct migration_options),
	.max_operands = 1,
	.needs_config = true,
	.run = run,
};
