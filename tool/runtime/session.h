/*
 * session: one call of the runtime: its connection, options, memory and error.
 *
 * A session is stored on the stack of the API function. It records only the first error; errors
 * during the cleanup that follows are ignored.
 *
 * Runtime symbols that are not part of the API have the prefix scrt_ (schemac runtime).
 */
#ifndef SCHEMAC_RUNTIME_SESSION_H
#define SCHEMAC_RUNTIME_SESSION_H

#include "runtime/pool.h"
#include "runtime/text.h"

#include <schemac/runtime.h>

/* The runtime's own statements. Each is prepared at most once per call. */
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

struct prepared_statement {
	const char *sql;
	void *prepared; /* the driver's; NULL before the first use */
};

/* Rows not yet written to the history; see scrt_history_add(). */
struct history_queue {
	char **values; /* all values of row 0, then of row 1, …; NULL or pool items */
	size_t rows;
};

struct session {
	struct schemac_db db;
	const struct schemac_bundle *bundle;
	struct schemac_options options;
	struct schemac_error *error;   /* not NULL */
	struct schemac_error no_error; /* the target of error if the caller passed NULL */
	struct pool pool;
	void *engine; /* the driver's state */
	struct prepared_statement statements[STATEMENT_COUNT];
	struct history_queue queue;
	const char *version_schema; /* schema of the version table; NULL: found by the search path */
	const char *history_schema; /* likewise, of the history */
	bool repeats; /* the call waits for locks until busy_timeout_ms has passed */
	bool shown;   /* a revision has ended, and has not been committed since */

	/* The running revision and step, for errors and progress. */
	const struct schemac_revision *revision; /* NULL between revisions */
	const struct schemac_step *step;         /* NULL between steps */
	struct schemac_progress progress;
	unsigned line; /* of the running statement, in the revision file; 0: none or unknown */
	bool in_transaction; /* the runtime's transaction is open; set by the driver */
};

/*
 * Opens a session. Returns 0, or -1 if the arguments are invalid or memory ran out. The caller must
 * close the session in both cases.
 */
int scrt_session_open(struct session *session, struct schemac_db db,
	const struct schemac_bundle *bundle, const struct schemac_options *options,
	struct schemac_error *error);

/* Frees everything. Returns `result`, or -1 if an error is set. */
int scrt_session_close(struct session *session, int result);

/* Sets the error, at the position of the running step, unless one is already set. Returns -1. */
int scrt_fail(struct session *session, enum schemac_error_kind kind, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Sets SCHEMAC_ERROR_NO_MEMORY unless an error is already set. Returns -1. */
int scrt_no_memory(struct session *session);

/* Sets the object of the error: a table, column, trigger or step. Returns -1. */
int scrt_fail_object(struct session *session, const char *object);

/* Allocates count zeroed objects. Returns NULL with the error set on failure. */
void *scrt_alloc(struct session *session, size_t count, size_t size);

/* Returns a terminated copy of length bytes of text, or NULL with the error set. */
char *scrt_copy(struct session *session, const char *text, size_t length);

/*
 * Makes room for one more element of `size` bytes in an array that has `count` elements and is
 * allocated in the pool. Returns the array, which may have moved, or NULL with the error set and
 * the array unchanged.
 */
void *scrt_grow(
	struct session *session, void *items, size_t count, size_t *capacity, size_t size);

/* Calls options.interrupted. Returns -1 with the error set if it asks to stop. */
int scrt_check_interrupt(struct session *session);

/* Reports that a statement is about to run. Returns -1 if the caller asks to stop. */
int scrt_statement(struct session *session, const char *text, size_t length, unsigned line);

void scrt_progress(struct session *session, enum schemac_event event);

/* Reports an event that has a text. */
void scrt_progress_text(struct session *session, enum schemac_event event, const char *text);

/*
 * Calls work(data), which only reads, between read_begin and read_end of the driver. Returns its
 * result, or -1 with the error set.
 */
int scrt_read(struct session *session, int (*work)(void *data), void *data);

/* Whether a failed run is to be repeated; if so, the error is cleared. See driver.h. */
bool scrt_retry(struct session *session);

/* Milliseconds since 1970 UTC, from options.clock if it is set. */
long long scrt_now(struct session *session);

/* Milliseconds of a monotonic clock, not affected by options.clock. Used for waiting. */
long long scrt_elapsed(void);

enum { SCRT_DATE_SIZE = 40 };

/* Formats milliseconds since 1970 UTC as 2026-11-21T10:00:00Z. */
void scrt_print_date(char date[SCRT_DATE_SIZE], long long milliseconds);

#endif
