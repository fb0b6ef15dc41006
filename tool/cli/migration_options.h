/*
 * migration_options: the options of the commands that change a database, and their --dry-run
 * output.
 */
#ifndef SCHEMAC_CLI_MIGRATION_OPTIONS_H
#define SCHEMAC_CLI_MIGRATION_OPTIONS_H

#include "apply/migration.h"
#include "cli/command.h"
#include "cli/progress.h"

/* Each command accepts some of these options. */
struct migration_options {
	bool dry_run, allow_unreviewed, stored, purge;
	bool sql; /* print a script instead */
	bool yes; /* do not ask for confirmation of data loss */
	const char *tag;
};

/*
 * --dry-run, --allow-unreviewed, --sql and --tag. Offsets are relative to struct migration_options.
 */
extern const struct option migration_option_table[];

/* Settings for a run without progress output, as for --sql. */
struct migration_settings migration_options_silent(const struct migration_options *options);

/* Settings for a run that prints its progress. Call progress_clear() afterwards. */
struct migration_settings migration_options_settings(const struct migration_options *options,
	struct progress *progress, struct invocation *invocation);

/* Prints the planned steps, for --dry-run. */
void migration_options_print_moves(const struct migration *migration, bool json);

#endif
