/*
 * version: the version table, and the SQL of the runtime's two tables in the user's database.
 *
 *	schemac_version(version_num)	the heads of the applied revisions; compatible with Alembic
 *	schemac_history			every upgrade, downgrade and stamp; append-only (history.h)
 *
 * All version tables of a database share one history, whose column version_table identifies them.
 * Both tables are in the schema bundle->version_table_schema (SQLite: an attached database).
 */
#ifndef SCHEMAC_RUNTIME_VERSION_H
#define SCHEMAC_RUNTIME_VERSION_H

#include "runtime/driver.h"

#define HISTORY_TABLE "schemac_history"

/* Returns the name of the version table. */
const char *scrt_version_table(const struct session *session);

/*
 * Sets the SQL of the session's statements. Must be called before any other function in this
 * header.
 */
int scrt_version_init(struct session *session);

/*
 * Finds out which of the two tables exist. If their schema depends on the search path, it is
 * determined here, and the session's statements use it from then on.
 */
int scrt_version_find(struct session *session, bool *has_version, bool *has_history);

/* Creates the missing tables. Requires a transaction. */
int scrt_version_create(struct session *session, bool has_version, bool has_history);

/* Runs one of the session's statements. row may be NULL. */
int scrt_version_query(struct session *session, enum statement_id id, const char *const *values,
	size_t count, row_function *row, void *data);

/* Reads the rows of the version table; their only column is the revision id. */
int scrt_version_rows(struct session *session, row_function *row, void *data);
int scrt_version_add(struct session *session, const char *id);
/* Fails with SCHEMAC_ERROR_STATE if the row does not exist. */
int scrt_version_remove(struct session *session, const char *id);

#endif
