/*
 * postgresql_internal: declarations shared by the files in runtime/postgresql. Requires PostgreSQL
 * 11 and libpq 11.
 *
 * The connection may lead to a pooler, which gives each transaction a different server process.
 * Therefore a run leaves nothing in a session: its settings are local to its transactions, and what
 * a script changes for the session is restored before COMMIT. Only a script outside a transaction
 * needs settings of the session, and gets them if the connection leads to the server itself.
 *
 * Every statement is sent with the extended query protocol, which accepts one statement at a time.
 * The runtime waits for the result with poll(), so that the caller can interrupt the wait.
 */
#ifndef SCHEMAC_RUNTIME_POSTGRESQL_INTERNAL_H
#define SCHEMAC_RUNTIME_POSTGRESQL_INTERNAL_H

#include "runtime/driver.h"

#include <libpq-fe.h>

/* The settings that the runtime itself sets or that pg_settings does not list, see settings.c. */
enum pg_setting {
	PG_SETTING_SESSION_AUTHORIZATION,
	PG_SETTING_ROLE,
	PG_SETTING_CLIENT_ENCODING,
	PG_SETTING_STANDARD_STRINGS,
	PG_SETTING_LOCK_TIMEOUT,
	PG_SETTING_COUNT
};

/* How a run holds the migration lock, see migration_lock.c. */
enum pg_lock {
	PG_LOCK_NONE,
	PG_LOCK_SESSION,
	PG_LOCK_TRANSACTION,
	PG_LOCK_BESIDE
};

/*
 * A query for the sessions that match a condition, as one text such as "session 4711 (psql of ann,
 * active: LOCK TABLE users)". The server hides the state and the query of another role's session.
 */
#define SCRT_PG_SELECT_SESSIONS                                                                    \
	"SELECT pg_catalog.string_agg(pg_catalog.concat('session ', s.pid, ' (',"                  \
	" nullif(s.application_name, '') || ' of ', coalesce(s.usename, 'unknown user'),"          \
	" ', ' || s.state, CASE WHEN s.query <> '<insufficient privilege>' THEN ': ' ||"           \
	" pg_catalog.left(pg_catalog.regexp_replace(s.query, '\\s+', ' ', 'g'), 60) END, ')'), ', '"  \
	" ORDER BY s.pid) FROM pg_catalog.pg_stat_activity s WHERE "

#define SCRT_PG_COPY_REFUSED "a revision cannot supply rows for COPY FROM STDIN: use INSERT"

struct pg_engine {
	PGconn *handle;
	PQnoticeReceiver receiver; /* libpq's default, while it is replaced; otherwise NULL */

	/* What the last transaction's begin found out. */
	int process;       /* of the server */
	bool is_pooled;    /* it is not the process that PQbackendPID() names */
	bool is_read_only; /* default_transaction_read_only is on */
	bool is_standby;
	unsigned lock_timeout; /* of its statements, in milliseconds */
	char settings[PG_SETTING_COUNT][256]; /* before the run; "": not read */

	/* The settings before the running script as JSON, for settings_script_end; NULL: none */
	char *snapshot;
	bool outside; /* the run's settings are set for the session */

	enum pg_lock lock;
	PGconn *beside; /* PG_LOCK_BESIDE: holds the migration lock */

	long long waited;     /* milliseconds that the call has waited for locks */
	long long last_taken; /* milliseconds that the last statement took */
	bool told;            /* SCHEMAC_EVENT_WAITING was reported for this wait */
	bool gave_up;         /* the last statement was cancelled because of lock_timeout */
	unsigned pauses;
	char blockers[256]; /* the sessions that hold the lock last waited for; "": unknown */
};

static inline struct pg_engine *
scrt_pg_engine(struct session *session)
{
	return session->engine;
}

/* ---- connection.c: schemac_driver.open and close */

int scrt_pg_open(struct session *session);
void scrt_pg_close(struct session *session);

/* ---- transaction.c: the functions of the driver with these names */

int scrt_pg_read_begin(struct session *session);
void scrt_pg_read_end(struct session *session);
int scrt_pg_begin(struct session *session);
int scrt_pg_commit(struct session *session);
void scrt_pg_rollback(struct session *session);
bool scrt_pg_retry(struct session *session);

/* ---- send.c: one statement and its result */

/*
 * Sends one statement and waits for its result, which may be a failure of the statement. Returns
 * NULL with the error set if the connection is lost or the caller asks to stop.
 */
PGresult *scrt_pg_send(struct session *session, const char *sql, const char *const *values,
	size_t value_count);

/* Whether the statement succeeded. */
bool scrt_pg_succeeded(const PGresult *result);

/* Runs one of the runtime's own statements. row may be NULL. */
int scrt_pg_query(struct session *session, const char *sql, const char *const *values,
	size_t value_count, row_function *row, void *data);

/* Implements schemac_driver.query. */
int scrt_pg_query_statement(struct session *session, struct prepared_statement *statement,
	const char *const *values, size_t value_count, row_function *row, void *data);

/* Passes the rows to `row` until it ends the query. */
void scrt_pg_take_rows(const PGresult *result, row_function *row, void *data);

/* ---- error.c */

/*
 * Sets the error from a failed result, and frees the result. `kind` is used for SQLSTATEs that do
 * not imply a kind. Returns -1.
 */
int scrt_pg_fail(struct session *session, PGresult *result, enum schemac_error_kind kind);

/* ---- migration_lock.c */

/* Acquires the lock, unless each transaction of the run acquires it. */
int scrt_pg_migration_lock(struct session *session, const struct needs *needs);
/* Acquires the lock for the open transaction if this is how the run holds it; never waits. */
int scrt_pg_migration_try(struct session *session, bool *locked);
/* Sleeps before another attempt. Returns -1 with the error set if the run has waited enough. */
int scrt_pg_migration_wait(struct session *session);
void scrt_pg_migration_unlock(struct session *session);

/* ---- wait.c */

/* The longest wait of the call for locks; the rest of it, which is at least half a second. */
long long scrt_pg_busy_timeout(const struct session *session);
long long scrt_pg_time_left(struct session *session);

/* Reports once per wait what a run is waiting for. */
void scrt_pg_tell(struct session *session, const char *what, const char *holder);

/* Sleeps before another attempt. Returns false if the call has waited for busy_timeout_ms. */
bool scrt_pg_pause(struct session *session);

/* ---- blockers.c */

/*
 * Opens a second connection to the same server and database, as the same user. Returns NULL if this
 * is not possible within a few seconds.
 */
PGconn *scrt_pg_connect_again(PGconn *handle);

/*
 * Stores in engine->blockers which sessions block the running statement, or "". Uses a second
 * connection to find out.
 */
void scrt_pg_find_blockers(struct session *session, const char *sql);

/* ---- settings.c */

enum pg_scope { PG_SCOPE_READ, PG_SCOPE_TRANSACTION, PG_SCOPE_SESSION };

/* Reads the settings and the facts above, and applies the run's values. */
int scrt_pg_settings_apply(struct session *session, enum pg_scope scope);

/* schemac_driver.script_begin and script_end */
int scrt_pg_script_begin(struct session *session, const struct schemac_script *script);
int scrt_pg_script_end(struct session *session, const struct schemac_script *script);

/* Restores the settings of the session after a failed script outside a transaction. */
void scrt_pg_settings_restore(struct session *session);

/* ---- execute.c: the statements of a revision */

int scrt_pg_execute(struct session *session, const struct schemac_step *step);
int scrt_pg_query_step(
	struct session *session, const struct schemac_step *step, row_function *row, void *data);

/* ---- keep_step.c */

/* Implements schemac_driver.keep. */
int scrt_pg_keep(struct session *session, const struct schemac_step *step);

/* ---- invalid.c */

/* Before CREATE INDEX CONCURRENTLY: drops an invalid index with the same name. */
int scrt_pg_drop_invalid(struct session *session, const char *sql);

/* ---- split.c: the text of a script as statements and words */

/* Returns the first byte that is neither a space nor part of a comment. */
const char *scrt_pg_skip(const char *sql);

/* Returns the end of the statement that begins at sql: its ';' or the end of the text. */
const char *scrt_pg_statement_end(const char *sql);

/* Implements schemac_driver.first_word. */
struct word scrt_pg_first_word(const char *sql);

/* Returns word n of a statement, counted from 0. */
struct word scrt_pg_word(const char *sql, unsigned n);

#endif
