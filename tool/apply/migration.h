/*
 * migration: one run against one database: the revisions, what is applied, and the moves between.
 */
#ifndef SCHEMAC_APPLY_MIGRATION_H
#define SCHEMAC_APPLY_MIGRATION_H

#include "base/text.h"
#include "cli/progress.h"
#include "rev/graph/graph_plan.h"
#include "workspace/database.h"
#include "workspace/workspace_bundle.h"

/* The options of the commands that change a database; each offers some of them. */
struct migration_options {
	bool dry_run, allow_unreviewed, stored, purge;
	bool sql; /* write a script instead */
	bool yes; /* data may be lost: do not ask */
	const char *tag;
};

/* --dry-run and --allow-unreviewed. */
extern const struct option migration_option_table[];

struct migration {
	struct context *context;
	struct store store;
	struct database database;
	struct schemac_bundle *bundle;
	struct schemac_options options;
	struct schemac_status status;
	struct texts rows;
	struct progress progress;
	/*
	 * The database is a file that was not there. Where the run fails it stays, empty: another
	 * migrator may have opened it, and would write into what is removed.
	 */
	bool makes_file;
};

/*
 * Everything up to what the database is at. migration_close() it after 0; after -1 nothing is
 * open.
 */
int migration_open(struct context *context, struct migration *migration, enum engine_mode mode);
void migration_close(struct migration *migration);

/* The revisions and what the runtime is told of them, without a database. */
int migration_load(struct context *context, struct migration *migration);

/* The reviews of what is about to run, and of nothing else. */
int migration_read_reviews(struct migration *migration, const struct graph_plan *plan);

/* --sql: the script that would do it. */
int migration_print_run(struct context *context, bool up);
int migration_print_stamp(struct context *context);

/* The runtime's error as a diagnostic. Always -1. */
int migration_report(struct migration *migration, const struct schemac_error *error);

/* `upgrade` or `downgrade` to the first operand, or head. */
int migration_run(struct context *context, bool up);

#endif
