/*
 * migration_script: upgrade, downgrade and stamp with --sql: a script of what they would do.
 */
#ifndef SCHEMAC_APPLY_MIGRATION_SCRIPT_H
#define SCHEMAC_APPLY_MIGRATION_SCRIPT_H

#include "apply/migration.h"

/*
 * Appends the script for `range`, FROM:TO or TO, to out. A database at TO alone is taken to be empty, so
 * that a downgrade must name FROM. -1 after a diagnostic.
 */
int migration_script_run(struct workspace *workspace, struct strbuf *out,
	const struct migration_settings *settings, const char *range, bool up);

/* The same for a stamp to the targets, each TO or FROM:TO. */
int migration_script_stamp(struct workspace *workspace, struct strbuf *out,
	const struct migration_settings *settings, const struct texts *targets);

#endif
