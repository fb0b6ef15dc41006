/*
 * engine: the SQLite half of the runtime. SQLite 3.35 or newer (RETURNING, DROP COLUMN).
 *
 * What a session knows of its connection. One transaction at a time, opened by BEGIN IMMEDIATE:
 * whoever has it is the one migrator. Busy locks are waited for here, by polling, and not by
 * sqlite3_busy_timeout(), which would replace the program's own busy handler.
 */
#ifndef SCHEMAC_RUNTIME_SQLITE_ENGINE_H
#define SCHEMAC_RUNTIME_SQLITE_ENGINE_H

#include "runtime/driver.h"

#include <sqlite3.h>

struct violations;
struct rebuild;

struct engine {
	sqlite3 *handle;
	/* As they were before the run; -1: not read, nothing to restore. */
	int foreign_keys;
	int legacy_alter_table;
	bool rebuilds;                 /* foreign keys are off for the run */
	struct violations *violations; /* as they were after BEGIN; NULL without rebuilds */
	sqlite3_stmt *rollback;        /* made before the first BEGIN */
	int lock;                      /* a file descriptor; -1: none is held */
	const char *lock_path;
	struct rebuild *rebuild; /* of the script that is running; NULL without one */
};

static inline struct engine *
scrt_sqlite_engine(struct session *session)
{
	return session->engine;
}

/* ---- wait.c: waiting and failing */

/* The error of an SQLite result code with SQLite's own text. Always -1. */
int scrt_sqlite_fail(struct session *session, int code, enum schemac_error_kind otherwise);

/* How long something has been waited for; zero before the first time. */
struct wait {
	long long since; /* scrt_elapsed() of the first time; 0: none */
	unsigned naps;
};

/*
 * After a step or prepare gave `code`: 1 when it was busy and is to be tried again (some time has
 * passed), 0 when it was something else, -1 with the error set when waiting has to end.
 */
int scrt_sqlite_wait(struct session *session, struct wait *wait, int code);

/* ---- lock.c: for scripts without a transaction */

int scrt_sqlite_lock(struct session *session);
void scrt_sqlite_unlock(struct session *session);

/* ---- query.c: the runtime's own statements */

/* Prepares one statement; waits while the database is busy. */
int scrt_sqlite_prepare(struct session *session, sqlite3_stmt **statement, const char *sql);

/* As schemac_driver.query, for a statement that is used once. Values are bound in order. */
int scrt_sqlite_query(struct session *session, const char *sql, const char *const *values,
	size_t value_count, row_function *row, void *data);

int scrt_sqlite_query_statement(struct session *session, struct statement *statement,
	const char *const *values, size_t value_count, row_function *row, void *data);

/* Hands a row on: 0, 1 when the caller has had enough, -1 with the error set. */
int scrt_sqlite_take_row(
	struct session *session, sqlite3_stmt *statement, row_function *row, void *data);

/* The first column of the first row, or otherwise where there is none. */
int scrt_sqlite_number(struct session *session, sqlite3_int64 *number, const char *sql,
	const char *const *values, size_t value_count, sqlite3_int64 otherwise);

/* ---- execute.c: a revision's statements */

int scrt_sqlite_execute(struct session *session, const struct schemac_step *step);
int scrt_sqlite_query_step(
	struct session *session, const struct schemac_step *step, row_function *row, void *data);
int scrt_sqlite_check_transaction(struct session *session);

/* ---- foreign_keys.c */

/* Switches enforcement on or off, also inside a transaction, and verifies that it took. */
int scrt_sqlite_enforce(struct session *session, bool on);

/* Remembers what foreign_key_check finds now; and fails if it finds more than then. */
int scrt_sqlite_remember_violations(struct session *session);
int scrt_sqlite_compare_violations(struct session *session);

/* ---- rebuild.c */

int scrt_sqlite_rebuild_begin(struct session *session, const struct schemac_step *step);
int scrt_sqlite_rebuild_end(struct session *session, const struct schemac_step *step);
/* After a statement: what a DROP INDEX or DROP TRIGGER took out is not to be made again. */
int scrt_sqlite_rebuild_statement(struct session *session, const char *text);
/* What compiled before the script's first rebuild compiles again, or -1; ends its memory. */
int scrt_sqlite_rebuild_finish(struct session *session);

/* ---- compiled.c: views and triggers around a script with rebuilds */

struct compiled;

/* Notes which views compile now; NULL with the error set. */
struct compiled *scrt_sqlite_compiled_new(struct session *session);

/* Notes which ways of changing the table compile now, and other tables whose triggers name it. */
int scrt_sqlite_compiled_add(struct session *session, struct compiled *compiled, const char *table);

/* -1 with the error set when something noted is still there and compiles no more. */
int scrt_sqlite_compiled_check(struct session *session, const struct compiled *compiled);

/* ---- words.c: texts of SQL */

/* The n-th word of a statement (from 0), blanks and comments skipped; its length in *length. */
const char *scrt_sqlite_word(const char *sql, unsigned n, size_t *length);
bool scrt_sqlite_is_word(const char *word, size_t length, const char *keyword);

/* The first byte that is neither blank nor comment. */
const char *scrt_sqlite_skip(const char *sql);

#endif
