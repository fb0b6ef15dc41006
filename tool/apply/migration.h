/*
 * migration: one run on one database: its revisions, the applied ones, and the moves to make.
 *
 *	migration_begin → (migration_losses) → migration_execute → migration_close
 */
#ifndef SCHEMAC_APPLY_MIGRATION_H
#define SCHEMAC_APPLY_MIGRATION_H

#include "rev/graph/graph_plan.h"
#include "workspace/database.h"
#include "workspace/workspace_bundle.h"

struct migration_settings {
	bool allow_unreviewed; /* also run drafts */
	const char *tag;       /* a label stored in schemac_history; NULL: none */

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
	 * The database file did not exist. If the run fails, the empty file is kept: a different
	 * process may have opened it and would lose its writes.
	 */
	bool makes_file;
};

/*
 * Loads the revisions, opens the database and plans the moves to `target`, with
 * graph_plan_upgrade() if `up`, otherwise with graph_plan_downgrade(). With dry_run the database is
 * only read, and a missing database file is not created. The caller calls migration_close() after
 * 0. -1 after diagnostics; then nothing is open.
 */
int migration_begin(struct workspace *workspace, struct migration *migration,
	const struct migration_settings *settings, const char *target, bool up, bool dry_run);

/* Adds a text for each loss of data in the planned downgrades. -1 after diagnostics. */
int migration_losses(struct migration *migration, struct texts *out);

/* Runs the planned moves. -1 after diagnostics, which also report the effects that remain. */
int migration_execute(struct migration *migration);

void migration_close(struct migration *migration);

/* The part of migration_begin() that loads the revisions, for commands without a plan. */
int migration_load(struct workspace *workspace, struct migration *migration,
	const struct migration_settings *settings);

/*
 * Like migration_load(), but also opens the database. The caller calls migration_close() after 0.
 */
int migration_open(struct workspace *workspace, struct migration *migration,
	const struct migration_settings *settings, enum engine_mode mode);

/* Reads the reviews of only those revisions that are about to run. -1 after diagnostics. */
int migration_read_reviews(struct migration *migration, const struct graph_plan *plan);

/*
 * Writes the planned rows into the version table without running a revision. -1 after diagnostics.
 */
int migration_stamp(struct migration *migration, const struct graph_plan *plan);

/* Reports the runtime's error as a diagnostic. Always -1. */
int migration_report(struct migration *migration, const struct schemac_error *error);

#endif
