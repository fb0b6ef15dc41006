/*
 * session: one call of the runtime: the connection, the options, its memory, its error.
 *
 * Lives on the stack of the function that was called. The first error is the one that is reported;
 * what fails while cleaning up after it is not.
 */
#ifndef SCHEMAC_RUNTIME_SESSION_H
#define SCHEMAC_RUNTIME_SESSION_H

#include "runtime/pool.h"

#include <schemac/runtime.h>

#include <stdarg.h>

/* The runtime's own statements, each prepared at most once a call. */
enum statement_id {
	STATEMENT_ROWS,
	STATEMENT_ROW_ADD,
	STATEMENT_ROW_REMOVE,
	STATEMENT_HISTORY_ADD,
	STATEMENT_HISTORY_LAST,
	STATEMENT_HISTORY_ALL,
	STATEMENT_HISTORY_DIGESTS,
	STATEMENT_COLUMNS,
	STATEMENT_TABLES,
	STATEMENT_COUNT
};

struct statement {
	const char *sql;
	void *prepared; /* the driver's; NULL until first used */
};

/* Rows that the history lacks yet: see scrt_history_add(). */
struct history_queue {
	char **values; /* those of each row, one row after the other; items of the pool or NULL */
	size_t rows;
};

struct session {
	struct schemac_db db;
	const struct schemac_bundle *bundle;
	struct schemac_options options;
	struct schemac_error *error;  /* never NULL */
	struct schemac_error dropped; /* what error is when the caller wants none */
	struct pool pool;
	void *engine; /* the driver's */
	struct statement statements[STATEMENT_COUNT];
	struct history_queue queue;
	const char *version_schema;

	/* What is running, for errors and progress. */
	const struct schemac_revision *revision; /* NULL between revisions */
	const struct schemac_step *step;         /* NULL between steps */
	struct schemac_progress progress;
	unsigned line; /* of the statement that runs, in the revision file; 0: none, or unknown */
	bool in_transaction; /* the runtime began one and has not ended it; kept by the driver */
};

/* 0, or -1: the bundle is not one, or memory ran out. Close it in either case. */
int scrt_session_open(struct session *session, struct schemac_db db,
	const struct schemac_bundle *bundle, const struct schemac_options *options,
	struct schemac_error *error);

/* Frees all. The result of the call: result, or -1 when an error came up meanwhile. */
int scrt_session_close(struct session *session, int result);

/* Sets the error unless there is one, at the step that is running. Always -1. */
int scrt_fail(struct session *session, enum schemac_error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

int scrt_no_memory(struct session *session);

/* Names what the error is about: a table, a column, a trigger, a step. Always -1. */
int scrt_fail_object(struct session *session, const char *object);

/* Zeroed; NULL with the error set. */
void *scrt_alloc(struct session *session, size_t count, size_t size);

/* -1 with the error set when options.interrupted says so. */
int scrt_check_interrupt(struct session *session);

/* Tells the caller that a statement is about to run; -1 when it is to stop. */
int scrt_statement(struct session *session, const char *text, size_t length, unsigned line);

void scrt_progress(struct session *session, enum schemac_event event);

/* Milliseconds since 1970 UTC. */
long long scrt_now(struct session *session);

/* Milliseconds of a clock that only goes forward, whatever options.clock says: for waiting. */
long long scrt_elapsed(void);

enum { SCRT_DATE_SIZE = 40 };

/* 2026-11-21T10:00:00Z */
void scrt_print_date(char date[SCRT_DATE_SIZE], long long milliseconds);

#endif
