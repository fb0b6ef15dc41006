/*
 * migration_script: the SQL scripts of upgrade, downgrade and stamp with --sql.
 */
#ifndef SCHEMAC_APPLY_MIGRATION_SCRIPT_H
#define SCHEMAC_APPLY_MIGRATION_SCRIPT_H

#include "apply/migration.h"

/*
 * Appends the script for `range` (FROM:TO or TO) to out. TO alone assumes an empty database; a
 * downgrade therefore requires FROM. -1 after a diagnostic.
 */
int migration_script_run(struct workspace *workspace, struct strbuf *out,
	const struct migration_settings *settings, const char *range, bool up);

/* Appends the script that stamps the targets, each TO or FROM:TO. -1 after a diagnostic. */
int migration_script_stamp(struct workspace *workspace, struct strbuf *out,
	const struct migration_settings *settings, const struct texts *targets);

#endif
