/*
 * driver: the engine functions that the runtime calls, as one const struct per engine.
 *
 * The core handles revisions, the version table and the history, and decides when a transaction
 * begins and ends. The driver implements locking, running statements, and what the engine requires
 * around them. Functions return 0, or -1 with the session's error set.
 *
 * The migration lock allows only one run at a time on a database. PostgreSQL: an advisory lock,
 * from run_begin to run_end (postgresql/migration_lock.c). SQLite: BEGIN IMMEDIATE, and a lock file
 * if a script runs outside a transaction (sqlite/migration_lock.c).
 *
 * The order of calls is: open, { read_begin, { query }, read_end }, [ run_begin, { begin, { query,
 * script_begin, { sql, rebuild… }, script_end }, commit or rollback }, run_end ], close.
 */
#ifndef SCHEMAC_RUNTIME_DRIVER_H
#define SCHEMAC_RUNTIME_DRIVER_H

#include "runtime/session.h"
#include "runtime/word.h"

/*
 * Receives the columns of one row as texts; a null pointer is an SQL NULL. The texts are valid
 * until the function returns. A nonzero result ends the query; this is not an error.
 */
typedef int row_function(void *data, const char *const *values);

/* What the scripts of a run require of the whole run. */
struct needs {
	bool rebuilds;       /* a script has a REBUILD step */
	bool no_transaction; /* a script runs outside a transaction: BEGIN cannot be the lock */
};

enum transaction {
	TRANSACTION_NONE,
	TRANSACTION_OPEN,
	TRANSACTION_FAILED /* open, but accepts only ROLLBACK; PostgreSQL */
};

struct schemac_driver {
	enum schemac_dialect dialect;
	const char *engine;         /* the engine's name, for messages */
	const char *default_schema; /* of the version table; NULL: found by the search path */
	const char *history_id;     /* type and constraints of schemac_history's key */
	/*
	 * How many history rows to write with one statement, if each statement costs a round trip;
	 * 0: each row is written separately.
	 */
	size_t history_rows;

	/* A query for the names of the user's tables, sorted. */
	const char *tables_sql;
	/*
	 * A query for the columns of a table. Parameters: table, schema. Result columns: name,
	 * type, NOT NULL (0 or 1), position in the primary key (from 1; 0: not in it).
	 */
	const char *columns_sql;

	/* Sets session->engine if the driver needs state of its own. */
	int (*open)(struct session *session);
	/* Finalizes every statement of the session. Also called after a failed open. */
	void (*close)(struct session *session);

	/*
	 * read_begin prepares the connection for queries that only read, and read_end ends this,
	 * even if read_begin failed. NULL: nothing is needed.
	 */
	int (*read_begin)(struct session *session);
	void (*read_end)(struct session *session);

	/* Prepares the connection for a run, before its first begin. */
	int (*run_begin)(struct session *session, const struct needs *needs);
	/* Restores the connection to its state before run_begin, even if run_begin failed. */
	int (*run_end)(struct session *session);

	/*
	 * begin waits until no other run holds the migration lock, then begins a transaction.
	 * begin, commit and rollback keep session->in_transaction up to date, even when they fail.
	 */
	int (*begin)(struct session *session);
	int (*commit)(struct session *session);
	/* Works whether or not the engine has already ended the transaction. */
	void (*rollback)(struct session *session);
	/*
	 * Called after a failed run, once everything has been rolled back. Returns true and clears
	 * the error if the run should be repeated: a lock was not available, or each revision needs
	 * its own transaction. NULL: a run is never repeated. scrt_retry() calls it.
	 */
	bool (*retry)(struct session *session);
	/* The state of the connection's transaction. */
	enum transaction (*transaction)(struct session *session);

	/*
	 * Runs one of the runtime's own statements, preparing it on first use. values are bound to
	 * $1, $2…, which must appear in this order in the text. row may be NULL.
	 */
	int (*query)(struct session *session, struct prepared_statement *statement,
		const char *const *values, size_t value_count, row_function *row, void *data);

	/*
	 * Sets *has to true if the schema contains a table or view with that name, otherwise to
	 * false.
	 */
	int (*has_table)(struct session *session, const char *schema, const char *name, bool *has);

	/*
	 * Finds a permanent table or view by the search path. *schema is the schema that contains
	 * it, or otherwise the one in which a table would be created; NULL if the path names none.
	 * find_table itself is NULL if default_schema is set.
	 */
	int (*find_table)(struct session *session, const char *name, char **schema, bool *has);

	/*
	 * Called before and after the steps of a script; script_end is not called if a step failed.
	 */
	int (*script_begin)(struct session *session, const struct schemac_script *script);
	int (*script_end)(struct session *session, const struct schemac_script *script);
	/* Runs every statement of an SQL step; calls scrt_statement() before each statement. */
	int (*sql)(struct session *session, const struct schemac_step *step);
	/* Runs the query of a step in the same way. It must be a single read-only query. */
	int (*query_step)(struct session *session, const struct schemac_step *step,
		row_function *row, void *data);
	/* NULL if the engine does not support rebuild steps. */
	int (*rebuild_begin)(struct session *session, const struct schemac_step *step);
	int (*rebuild_end)(struct session *session, const struct schemac_step *step);
	/* Runs a KEEP or KEEP_END step. NULL if the engine does not support them. */
	int (*keep)(struct session *session, const struct schemac_step *step);

	/* Returns the first word of a statement; see word.h. */
	word_function *first_word;
};

#endif
