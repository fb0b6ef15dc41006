/*
 * migrate: upgrade head, as Django's users call it.
 */
#include "apply/migration.h"

static const struct option_group groups[] = {{migration_option_table, 0}, {0}};

static int
run(struct context *context)
{
	return migration_run(context, true);
}

const struct command command_migrate = {
	.name = "migrate",
	.alias_of = "upgrade",
	.operands = "",
	.summary = "the same as upgrade head",
	.details = "Applies all revisions that the database lacks: the same as `schemac upgrade head`.",
	.groups = groups,
	.size = sizeof(struct migration_options),
	.needs_config = true,
	.run = run,
};
