/*
 * sqlite_internal: declarations shared by the files in runtime/sqlite. Requires SQLite 3.35
 * (RETURNING, DROP COLUMN).
 *
 * A run has one transaction at a time. BEGIN IMMEDIATE opens it and also acts as the migration
 * lock. The driver waits for a busy database by polling: sqlite3_busy_timeout() would replace the
 * program's own busy handler.
 */
#ifndef SCHEMAC_RUNTIME_SQLITE_INTERNAL_H
#define SCHEMAC_RUNTIME_SQLITE_INTERNAL_H

#include "runtime/driver.h"

#include <sqlite3.h>

struct violations;
struct rebuild;
struct set_aside;

struct sqlite_engine {
	sqlite3 *handle;
	/* The settings before the run; -1: not read and therefore not restored. */
	int foreign_keys;
	int legacy_alter_table;
	bool rebuilds;                 /* the run has rebuilds: foreign keys are off */
	struct violations *violations; /* of foreign keys after BEGIN; NULL without rebuilds */
	sqlite3_stmt *rollback;        /* prepared before the first BEGIN */
	int lock_file;                 /* descriptor of the lock file; -1: not locked */
	const char *lock_path;
	struct rebuild *rebuild;     /* of the running script; NULL if it has none */
	struct set_aside *set_aside; /* of the running script; NULL if nothing was dropped */
};

static inline struct sqlite_engine *
scrt_sqlite_engine(struct session *session)
{
	return session->engine;
}

/* ---- error.c */

/*
 * Sets the error from an SQLite result code, with SQLite's message. `kind` is used for codes that
 * do not imply a kind. Returns -1.
 */
int scrt_sqlite_fail(struct session *session, int code, enum schemac_error_kind kind);

/* ---- rollback.c */

/* Must be called after each change of a setting inside a transaction. */
int scrt_sqlite_renew_rollback(struct session *session);

/* ---- wait.c */

/* A wait for a busy database; zeroed before it begins. */
struct wait {
	long long since; /* scrt_elapsed() at its beginning; 0: not begun */
	unsigned pauses;
};

/*
 * Called when a statement has returned `code`. If the database was busy, pauses and returns 1: the
 * statement can be retried. Returns 0 for any other code, and -1 with the error set if the wait has
 * reached its limit or the caller asks to stop.
 */
int scrt_sqlite_wait(struct session *session, struct wait *wait, int code);

/* ---- migration_lock.c: the lock file for scripts that run outside a transaction */

int scrt_sqlite_migration_lock(struct session *session);
void scrt_sqlite_migration_unlock(struct session *session);

/* ---- query.c: the runtime's own statements */

/* Prepares one statement; waits while the database is busy. */
int scrt_sqlite_prepare(struct session *session, sqlite3_stmt **statement, const char *sql);

/* Like schemac_driver.query, for a statement that is used only once. */
int scrt_sqlite_query(struct session *session, const char *sql, const char *const *values,
	size_t value_count, row_function *row, void *data);

/* Implements schemac_driver.query. */
int scrt_sqlite_query_statement(struct session *session, struct prepared_statement *statement,
	const char *const *values, size_t value_count, row_function *row, void *data);

/* Passes a row to `row`. Returns 0, 1 if `row` ends the query, or -1 with the error set. */
int scrt_sqlite_take_row(
	struct session *session, sqlite3_stmt *statement, row_function *row, void *data);

/* Sets *number to the first column of the first row, or to `missing` if there is no row. */
int scrt_sqlite_number(struct session *session, sqlite3_int64 *number, const char *sql,
	const char *const *values, size_t value_count, sqlite3_int64 missing);

/* ---- execute.c: the statements of a revision */

int scrt_sqlite_execute(struct session *session, const struct schemac_step *step);
int scrt_sqlite_query_step(
	struct session *session, const struct schemac_step *step, row_function *row, void *data);

/* ---- foreign_keys.c */

/* Switches enforcement on or off, even inside a transaction, and verifies the effect. */
int scrt_sqlite_enforce(struct session *session, bool on);

/* Stores the current results of foreign_key_check. */
int scrt_sqlite_remember_violations(struct session *session);
/* Fails if foreign_key_check finds a violation that was not stored. */
int scrt_sqlite_compare_violations(struct session *session);

/* ---- rebuild.c */

/*
 * Changes the setting legacy_alter_table without a statement, so that it works even if memory is
 * exhausted.
 */
int scrt_sqlite_set_legacy_alter_table(struct session *session, int on);

int scrt_sqlite_rebuild_begin(struct session *session, const struct schemac_step *step);
int scrt_sqlite_rebuild_end(struct session *session, const struct schemac_step *step);
/* After the last step: fails if a view or trigger that used to compile no longer does. */
int scrt_sqlite_rebuild_finish(struct session *session);

/* ---- rebuild_objects.c */

/* After a statement: records the indexes and triggers that it dropped explicitly. */
int scrt_sqlite_rebuild_statement(struct session *session, const char *text);

/* ---- set_aside.c: views and triggers that are in the way of a script */

/* Before and after a statement: remembers the triggers of a view that it drops. */
int scrt_sqlite_before_drop(struct session *session, const char *sql);
int scrt_sqlite_after_drop(struct session *session, const char *sql);

/*
 * Called when a statement has failed with `code`. If it is an ALTER TABLE that a view or trigger
 * stopped, drops that and returns 1: the statement can be repeated. Returns 0 in any other case,
 * and -1 with the error set.
 */
int scrt_sqlite_set_aside(
	struct session *session, sqlite3_stmt *statement, const char *sql, int code);

/* After the last step: creates again what was dropped. Fails if that does not compile any more. */
int scrt_sqlite_set_aside_finish(struct session *session);

/* ---- compiled.c: views and triggers around a script */

struct compiled;

/* Lists the views that currently compile. Returns NULL with the error set on failure. */
struct compiled *scrt_sqlite_compiled_new(struct session *session);

/*
 * Lists the statements that currently compile: those on the table, and those on tables whose
 * triggers mention it. NULL: those on every table and view that has triggers.
 */
int scrt_sqlite_compiled_add(struct session *session, struct compiled *compiled, const char *table);

/* Fails if a listed item still exists but no longer compiles. */
int scrt_sqlite_compiled_check(struct session *session, const struct compiled *compiled);

/* ---- words.c */

/* Returns the first byte that is neither a space nor part of a comment. */
const char *scrt_sqlite_skip(const char *sql);

/* Implements schemac_driver.first_word. */
struct word scrt_sqlite_first_word(const char *sql);

/* Returns word n of a statement, counted from 0. */
struct word scrt_sqlite_word(const char *sql, unsigned n);

#endif
