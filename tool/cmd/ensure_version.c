/*
 * ensure-version: creates schemac's own tables in a database.
 */
#include "cli/migration_options.h"

static int
run(struct invocation *invocation)
{
	struct progress progress;
	const struct migration_settings settings =
		migration_options_settings(invocation->options, &progress, invocation);
	struct migration m;
	struct schemac_error error;
	if (migration_open(invocation->workspace, &m, &settings, ENGINE_TO_CHANGE) != 0)
		return -1;
	int result = schemac_ensure_version(m.database.db, m.bundle, &m.options, &error);
	if (result != 0)
		migration_report(&m, &error);
	migration_close(&m);
	progress_clear(&progress);
	return result;
}

const struct command command_ensure_version = {
	.name = "ensure-version",
	.operands = "",
	.summary = "create schemac's own tables in a database",
	.details =
		"Creates the version table and the history table in the database, if they do not "
		"exist.",
	.size = sizeof(struct migration_options),
	.needs_config = true,
	.run = run,
};
