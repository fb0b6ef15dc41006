/*
 * history: the table schemac_history, a record of every upgrade, downgrade and stamp.
 *
 * If a statement costs a round trip, rows are queued and written together. The caller must flush
 * the queue before COMMIT and discard it after ROLLBACK.
 */
#ifndef SCHEMAC_RUNTIME_HISTORY_H
#define SCHEMAC_RUNTIME_HISTORY_H

#include "runtime/version.h"

/* A row to be written. NULL: unknown. */
struct history_record {
	const char *revision;
	const char *direction; /* "upgrade", "downgrade" or "stamp" */
	const char *digest;
	const char *revises;
	const char *message;
	const char *down; /* from scrt_stored_script_print() */
	long long applied_at; /* milliseconds since 1970 UTC */
	long long duration_ms;
};

/* Writes or queues a record. */
int scrt_history_add(struct session *session, const struct history_record *record);

/* Writes the queue. */
int scrt_history_flush(struct session *session);

/* Empties the queue without writing it. */
void scrt_history_drop(struct session *session);

/*
 * Reads a revision's last upgrade: at most one row, with the columns revises, down, digest,
 * message.
 */
int scrt_history_last(struct session *session, const char *id, row_function *row, void *data);

/* Reads the revision and digest of every upgrade and stamp, oldest first. */
int scrt_history_digests(struct session *session, row_function *row, void *data);

/* Reads every row, oldest first, with the columns of enum history_column. */
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
