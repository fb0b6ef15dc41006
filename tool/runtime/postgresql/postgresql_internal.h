/*
 * postgresql_internal: declarations shared by the files in runtime/postgresql. Requires PostgreSQL
 * 11 and libpq 11.
 *
 * A run holds the migration lock from its first transaction to its last. When it ends, it restores
 * every setting that it changed. Settings that a script changes are reset before the next script.
 *
 * Every statement is sent with the extended query protocol, which accepts one statement at a time.
 * The runtime waits for the result with poll(), so that the caller can interrupt the wait.
 */
#ifndef SCHEMAC_RUNTIME_POSTGRESQL_INTERNAL_H
#define SCHEMAC_RUNTIME_POSTGRESQL_INTERNAL_H

#include "runtime/driver.h"

#include <libpq-fe.h>

/* The settings that a run saves: SETTING(name, value during the run; NULL: unchanged). */
#define SCRT_PG_SETTINGS(SETTING)                                                                  \
	SETTING("role", NULL)                                                                      \
	SETTING("search_path", NULL)                                                               \
	SETTING("client_encoding", "UTF8")                                                         \
	SETTING("standard_conforming_strings", "on")                                               \
	SETTING("lock_timeout", NULL)                                                              \
	SETTING("statement_timeout", NULL)                                                         \
	SETTING("check_function_bodies", NULL)                                                     \
	SETTING("client_min_messages", NULL)                                                       \
	SETTING("default_tablespace", NULL)                                                        \
	SETTING("row_security", NULL)                                                              \
	SETTING("DateStyle", NULL)                                                                 \
	SETTING("IntervalStyle", NULL)                                                             \
	SETTING("TimeZone", NULL)

enum {
#define SETTING(name, value) +1
	SCRT_PG_SETTING_COUNT = SCRT_PG_SETTINGS(SETTING)
#undef SETTING
};

/*
 * A query for the sessions that match a condition, as one text such as "session 4711 (psql of ann,
 * active: LOCK TABLE users)".
 */
#define SCRT_PG_SELECT_SESSIONS                                                                    \
	"SELECT string_agg('session ' || pid || ' (' || coalesce(nullif(application_name, '')"     \
	" || ' of ', '') || coalesce(usename, 'unknown user') || ', ' || coalesce(state, 'active')"     \
	" || ': ' || left(regexp_replace(coalesce(query, ''), '\\s+', ' ', 'g'), 60) || ')', ', '" \
	" ORDER BY pid) FROM pg_stat_activity WHERE "

#define SCRT_PG_COPY_REFUSED "a revision cannot supply rows for COPY FROM STDIN: use INSERT"

struct pg_engine {
	PGconn *handle;
	PQnoticeReceiver receiver; /* libpq's default, while it is replaced; otherwise NULL */

	char *settings[SCRT_PG_SETTING_COUNT];     /* before the run; NULL: not read */
	char *run_settings[SCRT_PG_SETTING_COUNT]; /* at the start of each script */
	/*
	 * Sets all of them to $1…; generated before the run, because memory may be exhausted at its
	 * end.
	 */
	const char *set_query;
	bool locked; /* the run holds the migration lock */

	long long waiting_since; /* scrt_elapsed() of the run's first wait for a lock; 0: none */
	unsigned pauses;
	char blockers[256]; /* the sessions that hold the lock last waited for; "": unknown */
};

static inline struct pg_engine *
scrt_pg_engine(struct session *session)
{
	return session->engine;
}

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

int scrt_pg_migration_lock(struct session *session);
void scrt_pg_migration_unlock(struct session *session);

/* ---- wait.c */

/*
 * Sleeps before another attempt. Returns false if the run has already waited for busy_timeout_ms.
 */
bool scrt_pg_pause(struct session *session);

/*
 * Stores in engine->blockers which sessions block this one. Uses a second connection to find out.
 */
void scrt_pg_find_blockers(struct session *session);

/* ---- settings.c */

/* Saves the settings and applies the run's values. */
int scrt_pg_settings_save(struct session *session);
/* Reapplies the run's values after a script that may have changed them. */
int scrt_pg_settings_reset(struct session *session);
/* Restores the saved settings. */
void scrt_pg_settings_restore(struct session *session);

/* ---- execute.c: the statements of a revision */

int scrt_pg_execute(struct session *session, const struct schemac_step *step);
int scrt_pg_query_step(
	struct session *session, const struct schemac_step *step, row_function *row, void *data);

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
