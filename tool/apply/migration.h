/*
 * migration: one run against one database: the revisions, what is applied, and the moves between.
 *
 *	migration_begin → (migration_losses) → migration_execute → migration_close
 */
#ifndef SCHEMAC_APPLY_MIGRATION_H
#define SCHEMAC_APPLY_MIGRATION_H

#include "rev/graph/graph_plan.h"
#include "workspace/database.h"
#include "workspace/workspace_bundle.h"

struct migration_settings {
	bool allow_unreviewed; /* run drafts, too */
	const char *tag;       /* a word that schemac_history keeps; NULL: none */

	/* As in struct schemac_options; NULL: silent. */
	void (*progress)(void *data, const struct schemac_progress *event);
	void *progress_data;
};

struct migration {
	struct workspace *workspace;
	struct store store;
	struct database database;
	bool is_open;            /* the database */
	struct schemac_bundle *bundle;
	struct schemac_options options;
	struct schemac_status status; /* while the database is open */
	struct texts rows;
	struct graph_plan plan;        /* by migration_begin() */
	/*
	 * The database is a file that did not exist. If the run fails it stays, empty: a different
	 * migrator may have opened it, and its writes would be lost with the file.
	 */
	bool makes_file;
};

/*
 * Loads the revisions, opens the database and plans the moves to `target`: upwards as graph_plan_upgrade(),
 * otherwise as graph_plan_downgrade(). With dry_run the database is only read, and a file that does not exist
 * is not made. migration_close() it after 0. -1 after diagnostics; then nothing is open.
 */
int migration_begin(struct workspace *workspace, struct migration *migration,
	const struct migration_settings *settings, const char *target, bool up, bool dry_run);

/* Adds a text for each loss of data in the planned moves downwards. -1 after diagnostics. */
int migration_losses(struct migration *migration, struct texts *out);

/* Runs the planned moves. -1 after diagnostics, which also report what remains of the run. */
int migration_execute(struct migration *migration);

void migration_close(struct migration *migration);

/* The parts of migration_begin() for commands that plan nothing: the revisions without a database … */
int migration_load(struct workspace *workspace, struct migration *migration,
	const struct migration_settings *settings);

/* … and with it. migration_close() it after 0. */
int migration_open(struct workspace *workspace, struct migration *migration,
	const struct migration_settings *settings, enum engine_mode mode);

/* Reads the reviews of the revisions that are about to run, and of no others. -1 after diagnostics. */
int migration_read_reviews(struct migration *migration, const struct graph_plan *plan);

/* Writes the planned rows into the version table without running a revision. -1 after diagnostics. */
int migration_stamp(struct migration *migration, const struct graph_plan *plan);

/* Reports the runtime's error as a diagnostic. Always -1. */
int migration_report(struct migration *migration, const struct schemac_error *error);

#endif
