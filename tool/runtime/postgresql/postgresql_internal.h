/*
 * engine: the PostgreSQL half of the runtime. PostgreSQL 11 or newer, libpq 11 or newer.
 *
 * What a session knows of its connection. A run holds one advisory lock of the session from its
 * first to its last transaction; it is polled for, since a statement that waits would hold a
 * snapshot that CREATE INDEX CONCURRENTLY of the one who has the lock waits for. Whatever a run
 * sets is put back at its end, and whatever a script sets before the next one.
 *
 * Every statement is sent by the extended protocol, which takes one at a time, and is waited for
 * with poll(), so that the caller can interrupt it.
 */
#ifndef SCHEMAC_RUNTIME_POSTGRESQL_ENGINE_H
#define SCHEMAC_RUNTIME_POSTGRESQL_ENGINE_H

#include "runtime/driver.h"

#include <libpq-fe.h>

/* The settings that a run keeps: SETTING(name, value in a run or NULL: as it was). */
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

struct engine {
	PGconn *handle;
	PQnoticeReceiver receiver; /* libpq's, while ours listens; else NULL */

	char *settings[SCRT_PG_SETTING_COUNT]; /* as they were; NULL: not read */
	char *run_settings[SCRT_PG_SETTING_COUNT]; /* as scripts find them */
	const char *set_query; /* sets all of them, $1… being the values: putting back takes no memory */
	bool locked;                           /* the advisory lock is held */

	long long waiting_since; /* scrt_elapsed() of the run's first wait for a lock; 0: none */
	unsigned retries;
	char blockers[256]; /* who kept the lock that was waited for last; "" unknown */
};

static inline struct engine *
scrt_pg_engine(struct session *session)
{
	return session->engine;
}

/* ---- send.c: one statement */

/*
 * Sends one statement and waits for its result; NULL with the error set where the connection broke
 * or the caller interrupted. A result that says that the statement failed is a result.
 */
PGresult *scrt_pg_send(struct session *session, const char *sql, const char *const *values,
	size_t value_count);

/* The error of a failed result; frees it. Always -1. */
int scrt_pg_fail(
	struct session *session, PGresult *result, enum schemac_error_kind otherwise);

/* Whether the result says that the statement was carried out. */
bool scrt_pg_succeeded(const PGresult *result);

/* ---- query.c: the runtime's own statements */

int scrt_pg_query(struct session *session, const char *sql, const char *const *values,
	size_t value_count, row_function *row, void *data);
int scrt_pg_query_statement(struct session *session, struct statement *statement,
	const char *const *values, size_t value_count, row_function *row, void *data);

/* Hands the rows on; 0 also where the caller had enough, -1 with the error set. */
int scrt_pg_take_rows(const PGresult *result, row_function *row, void *data);

/* ---- lock.c */

int scrt_pg_lock(struct session *session);
void scrt_pg_unlock(struct session *session);

/* Milliseconds that a run waits for locks altogether. */
long long scrt_pg_patience(const struct session *session);

/* Sleeps a little before something is tried again. False: patience is over. */
bool scrt_pg_pause(struct session *session);

/* Notes who keeps the session's backend waiting, asked over a connection of its own. */
void scrt_pg_find_blockers(struct session *session);

/* ---- settings.c */

int scrt_pg_settings_save(struct session *session);
/* Gives scripts what they had before a script changed it; and the program what it had. */
int scrt_pg_settings_reset(struct session *session);
void scrt_pg_settings_restore(struct session *session);

/* ---- execute.c: a revision's statements */

int scrt_pg_execute(struct session *session, const struct schemac_step *step);
int scrt_pg_query_step(
	struct session *session, const struct schemac_step *step, row_function *row, void *data);
int scrt_pg_check_transaction(struct session *session);

/* ---- invalid.c: what a failed CREATE INDEX CONCURRENTLY left behind */

/* Before a CREATE INDEX CONCURRENTLY: drops an invalid index of that name. */
int scrt_pg_drop_invalid(struct session *session, const char *sql);

/* ---- split.c: texts of SQL */

/* The first byte that is neither blank nor comment. */
const char *scrt_pg_skip(const char *sql);

/* Where the statement that begins at sql ends: at its ';' or at the end of the text. */
const char *scrt_pg_statement_end(const char *sql);

/* The n-th word of a statement (from 0), blanks and comments skipped; its length in *length. */
const char *scrt_pg_word(const char *sql, unsigned n, size_t *length);
bool scrt_pg_is_word(const char *word, size_t length, const char *keyword);

#endif
