/*
 * database: the live database that a command works on, and what the runtime says of it as diagnostics.
 */
#ifndef SCHEMAC_WORKSPACE_DATABASE_H
#define SCHEMAC_WORKSPACE_DATABASE_H

#include "db/engine.h"
#include "workspace/workspace.h"

#include <schemac/runtime.h>

struct database {
	const struct engine *engine;
	struct database_url url;
	struct schemac_db db;
};

/*
 * Opens what --url or the ini names. Where there is none: an error that says how to name one.
 * database_close() it after 0.
 */
int database_open(struct workspace *workspace, struct database *out, enum engine_mode mode);
void database_close(struct database *database);

/* Whether --url or the ini names one at all. Silent. */
bool database_is_named(struct workspace *workspace);

/* Whether the database named is a file that is not there yet. Silent. */
bool database_is_missing(struct workspace *workspace);

/*
 * How scripts are written for the database that is named, or for the first of `dialects` where none
 * is. NULL after a diagnostic.
 */
const struct offline_dialect *database_offline(struct workspace *workspace);

/* The same for a URL given. `at` is where it was said. */
int database_open_url(struct workspace *workspace, struct database *out, const char *url,
	enum engine_mode mode, struct location at);

/*
 * The runtime's options by the ini and the command line. Texts live in the workspace's arena.
 */
void database_options(struct workspace *workspace, struct schemac_options *out);

/* The runtime's error as a diagnostic, at its line of the revision file. Always -1. */
int database_report(struct workspace *workspace, const struct database *database,
	const struct schemac_error *error);

/* NULL: this schemac was built without it. */
const struct engine *database_engine(enum dialect_id dialect);

/* What the tables of versions are called. */
const char *database_version_table(const struct workspace *workspace);

#endif
