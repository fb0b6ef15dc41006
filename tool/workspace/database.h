/*
 * database: the live database that a command works on, and the runtime's errors as diagnostics.
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
 * Opens the database that --url or schemac.ini names. If neither does, the error shows how to name
 * one. The caller calls database_close() after 0.
 */
int database_open(struct workspace *workspace, struct database *out, enum engine_mode mode);
void database_close(struct database *database);

/* Whether --url or schemac.ini names a database. Silent. */
bool database_is_named(struct workspace *workspace);

/* Whether the named database is a file that does not exist yet. Silent. */
bool database_is_missing(struct workspace *workspace);

/*
 * The script writer for the named database or, if none is named, for the first of `dialects`. NULL
 * after a diagnostic.
 */
const struct offline_dialect *database_offline(struct workspace *workspace);

/* Opens the database at this URL; diagnostics refer to the location `at`. */
int database_open_url(struct workspace *workspace, struct database *out, const char *url,
	enum engine_mode mode, struct location at);

/*
 * The runtime's options as schemac.ini sets them. Strings are allocated in the workspace's arena.
 */
void database_options(struct workspace *workspace, struct schemac_options *out);

/* Reports the runtime's error, at its line in the revision file if it has one. Always -1. */
int database_report(struct workspace *workspace, const struct database *database,
	const struct schemac_error *error);

/* The engine of a dialect; NULL: this schemac was built without it. */
const struct engine *database_engine(enum dialect_id dialect);

/* The name of the version table. */
const char *database_version_table(const struct workspace *workspace);

/*
 * The beginning of a command in a message: "schemac -c FILE --url URL", with the options of this
 * run that select the project and the database.
 */
const char *database_command(struct workspace *workspace);

#endif
