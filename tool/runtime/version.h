/*
 * version: the two tables of the runtime in the user's database.
 *
 *	schemac_version(version_num)	the heads of what is applied; Alembic's definition serves
 *too schemac_history			every step that was ever made, never rewritten
 *
 * One history serves all version tables of a database; its column version_table tells them apart.
 * The names stand in the schema (SQLite: attached database) of bundle->version_table_schema.
 */
#ifndef SCHEMAC_RUNTIME_VERSION_H
#define SCHEMAC_RUNTIME_VERSION_H

#include "runtime/driver.h"

#define HISTORY_TABLE "schemac_history"

const char *scrt_version_table(const struct session *session);

/* Makes the texts of the session's statements. */
int scrt_version_init(struct session *session);

/* Creates the tables that are missing; inside a transaction. */
int scrt_version_create(struct session *session, bool has_version, bool has_history);

int scrt_version_rows(struct session *session, row_function *row, void *data);
int scrt_version_add(struct session *session, const char *id);
/* SCHEMAC_ERROR_STATE where there is no such row. */
int scrt_version_remove(struct session *session, const char *id);

/* One step, as it goes into the history. NULL is unknown. */
struct record {
	const char *revision;
	const char *direction;
	const char *digest;
	const char *revises;
	const char *message;
	const char *down; /* scrt_stored_print() */
	long long applied_at;
	long long duration_ms;
};

/* Records a step: now, or together with others before the next scrt_history_flush() ends. */
int scrt_history_add(struct session *session, const struct record *record);

/* Writes what was added; before COMMIT. */
int scrt_history_flush(struct session *session);

/* Forgets what was added, since it was rolled back. */
void scrt_history_drop(struct session *session);

/* Columns of a row: revises, down, digest, message. The last upgrade of the revision; else none. */
int scrt_history_last(struct session *session, const char *id, row_function *row, void *data);

/* Columns: revision, digest; of upgrades and stamps, oldest first. */
int scrt_history_digests(struct session *session, row_function *row, void *data);

/* Columns as in enum history_column, oldest first. */
int scrt_history_all(struct session *session, row_function *row, void *data);

enum history_column {
	HISTORY_REVISION,
	HISTORY_DIRECTION,
	HISTORY_DIGEST,
	HISTORY_REVISES,
	HISTORY_MESSAGE,
	HISTORY_APPLIED_AT,
	HISTORY_DURATION,
	HISTORY_APPLIED_BY,
	HISTORY_TOOL,
	HISTORY_HAS_DOWN /* "0" or "1" */
};

#endif
