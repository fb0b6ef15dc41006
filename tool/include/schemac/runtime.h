/*
 * schemac/runtime.h: migrates a database to the revisions embedded in a program.
 *
 *	#include <schemac/runtime.h>
 *	#include "notes_revisions.h"	(from `schemac embed`: struct schemac_bundle notes_revisions)
 *
 *	struct schemac_error error;
 *	if (schemac_upgrade(schemac_sqlite(db), &notes_revisions, NULL, &error))
 *		return fprintf(stderr, "%s\n", error.message), 1;
 *
 * Rules for all functions:
 * - A function that can fail returns 0 on success. On failure it returns -1 and describes the
 *   failure in *error. error may be NULL.
 * - If an allocation fails, the error is SCHEMAC_ERROR_NO_MEMORY and the database is unchanged.
 * - After -1 the database is in the same state as before the call, except for transactions that the
 *   call had already committed (options.transaction_per_migration, scripts with no_transaction).
 * - options may be NULL, which selects all defaults.
 * - The caller owns the bundle, the options and the connection. The library does not retain
 *   pointers to them.
 * - The connection must not be in a transaction, and is not in one afterwards. If it is in one
 *   before the call, a function that writes fails with SCHEMAC_ERROR_USAGE and leaves it open. On
 *   PostgreSQL this holds for every function, also if a statement is still running on the
 *   connection or it is in pipeline mode.
 * - The library does not print, does not exit and has no global state. Several threads can call it
 *   at the same time with different connections.
 *
 * Link with schemac-runtime and the library of each engine: schemac-runtime-sqlite, which requires
 * sqlite3, and schemac-runtime-postgresql, which requires libpq. C99 and C++11.
 */
#ifndef SCHEMAC_RUNTIME_H
#define SCHEMAC_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The layout version of struct schemac_bundle and everything it points to. */
#define SCHEMAC_BUNDLE_ABI 1

enum schemac_dialect { SCHEMAC_DIALECT_SQLITE, SCHEMAC_DIALECT_POSTGRESQL };
#define SCHEMAC_DIALECT_COUNT 2

/* ------------------------------------------------------------------ revisions as data */

/* What a step of a script does. `text` and `columns` are fields of struct schemac_step. */
enum schemac_step_kind {
	/* Runs `text`: one or more complete SQL statements, as written in the revision file. */
	SCHEMAC_STEP_SQL,
	/* Calls the C function named `text` in options.calls. */
	SCHEMAC_STEP_CALL,
	/*
	 * Begins the rebuild of the table named `text` (unquoted); SQLite only. The SQL steps up to
	 * REBUILD_END create the new table, copy the rows, drop the old table and rename the new
	 * one. The runtime guarantees:
	 * - The table has exactly the columns listed in `columns`, including generated ones.
	 *   Otherwise the step fails before anything is changed.
	 * - Foreign key enforcement is switched off before BEGIN and restored after the run.
	 * - Indexes and triggers that no longer exist at REBUILD_END are recreated. To drop one
	 *   permanently, a revision uses DROP INDEX or DROP TRIGGER before its DROP TABLE.
	 * - The table and its child tables have the same number of rows as before. The
	 *   AUTOINCREMENT counter does not decrease.
	 * - Views and triggers that compiled before the script's first REBUILD still compile after
	 *   its last step.
	 * - Before COMMIT, foreign_key_check finds no violation that did not exist after BEGIN.
	 */
	SCHEMAC_STEP_REBUILD,
	/* Ends the rebuild of the table named `text`. */
	SCHEMAC_STEP_REBUILD_END,
	/*
	 * Runs the query in `text`, and fails if it returns any rows: they would make a later step
	 * fail, such as a NULL before SET NOT NULL. The message lists the values in the first
	 * column.
	 */
	SCHEMAC_STEP_EXPECT_NO_ROWS,
	/*
	 * PostgreSQL only, inside a transaction: reads what CREATE will not bring back of the
	 * object in `text`, such as "view users_v": owner, privileges, comments, triggers, indexes
	 * and storage settings. Fails before the DROP that follows if something cannot be given
	 * back.
	 */
	SCHEMAC_STEP_KEEP,
	/* Gives the object that was created again what KEEP with the same `text` read. */
	SCHEMAC_STEP_KEEP_END
};

struct schemac_step {
	enum schemac_step_kind kind;
	const char *text;
	unsigned line;              /* of text in the revision file, from 1; 0: unknown */
	const char *const *columns; /* REBUILD: expected columns, NULL-terminated; otherwise NULL */
};

/* A section of a revision: its upgrade or downgrade for one dialect. All zero: no such section. */
struct schemac_script {
	const struct schemac_step *steps;
	size_t step_count;
	bool present;             /* the file has this section, which may be empty */
	bool no_transaction;      /* runs outside a transaction */
	const char *irreversible; /* of a downgrade: the reason, or ""; NULL: reversible */
};

struct schemac_revision {
	const char *id;
	const char *const *parents;    /* ids that it revises, NULL-terminated; NULL: a base */
	const char *const *depends_on; /* ids, NULL-terminated; NULL: none */
	const char *message;           /* first line of the file; may be NULL */
	const char *file;              /* for messages; never opened; may be NULL */
	const char *digest; /* SHA-256 of the upgrade's SQL in hexadecimal; NULL: unknown */
	bool reviewed;      /* false: a draft */
	struct schemac_script upgrade[SCHEMAC_DIALECT_COUNT];
	struct schemac_script downgrade[SCHEMAC_DIALECT_COUNT];
};

/* A column for schemac_check_drift(). `schemac diff` compares complete schemas. */
struct schemac_column_shape {
	const char *name;
	/*
	 * The engine's name for the type; spaces, case and double quotes are ignored. NULL or "":
	 * no type.
	 */
	const char *type;
	bool not_null;        /* not compared for a primary key column */
	unsigned primary_key; /* position in the primary key, from 1; 0: not in it */
};

/* A table for schemac_check_drift(). */
struct schemac_table_shape {
	const char *schema; /* PostgreSQL; NULL: the default schema */
	const char *name;
	const struct schemac_column_shape *columns;
	size_t column_count;
};

/* The revisions of one collection, from `schemac embed`. */
struct schemac_bundle {
	unsigned abi;                     /* SCHEMAC_BUNDLE_ABI */
	size_t size;                      /* sizeof(struct schemac_bundle) */
	const char *name;                 /* of the collection, for messages; may be NULL */
	const char *version_table;        /* NULL: schemac_version */
	const char *version_table_schema; /* NULL: main, or resolved by search_path */
	/* Sorted: each revision follows its parents and the revisions it depends on. */
	const struct schemac_revision *revisions;
	size_t revision_count;
	const struct schemac_table_shape *tables[SCHEMAC_DIALECT_COUNT]; /* as of the heads */
	size_t table_count[SCHEMAC_DIALECT_COUNT];
};

/* ------------------------------------------------------------------ connections */

struct schemac_driver; /* internal */

/* An open connection. Passed by value; the caller still owns the handle. */
struct schemac_db {
	const struct schemac_driver *driver;
	void *handle; /* sqlite3 * or PGconn * */
};

struct sqlite3;
struct pg_conn;

/* Wraps a connection to SQLite 3.35 or newer. Defined in schemac-runtime-sqlite. */
struct schemac_db schemac_sqlite(struct sqlite3 *handle);

/*
 * Wraps a PGconn, blocking or nonblocking, that is connected to PostgreSQL 11 or newer, or to a
 * pooler such as PgBouncer in session or transaction mode. Settings of the session that a revision
 * changes are restored. Defined in schemac-runtime-postgresql.
 */
struct schemac_db schemac_postgresql(struct pg_conn *handle);

/* Returns the dialect of a connection. */
enum schemac_dialect schemac_db_dialect(struct schemac_db db);

/* ------------------------------------------------------------------ errors */

enum schemac_error_kind {
	SCHEMAC_ERROR_NONE,
	SCHEMAC_ERROR_USAGE,            /* invalid arguments, or an invalid bundle */
	SCHEMAC_ERROR_UNREVIEWED,       /* a draft, and options.allow_unreviewed is not set */
	SCHEMAC_ERROR_UNKNOWN_REVISION, /* the database is at a revision that is not in the bundle */
	SCHEMAC_ERROR_IRREVERSIBLE,     /* a revision cannot be downgraded */
	SCHEMAC_ERROR_STATE,            /* the moves conflict with applied revisions */
	SCHEMAC_ERROR_CALL,             /* a C function failed, or is not in options.calls */
	SCHEMAC_ERROR_SQL,              /* a statement of a revision failed */
	SCHEMAC_ERROR_TRANSACTION,      /* a revision attempted to begin or end a transaction */
	SCHEMAC_ERROR_REBUILD,          /* a guarantee of SCHEMAC_STEP_REBUILD would be violated */
	SCHEMAC_ERROR_ROWS,             /* SCHEMAC_STEP_EXPECT_NO_ROWS found rows */
	SCHEMAC_ERROR_LOCK,             /* another connection held a lock for too long */
	SCHEMAC_ERROR_INTERRUPTED,      /* options.interrupted asked to stop */
	SCHEMAC_ERROR_NO_MEMORY,
	SCHEMAC_ERROR_DATABASE, /* any other engine failure: not a database, read-only, full… */
	SCHEMAC_ERROR_KEEP, /* SCHEMAC_STEP_KEEP found what a recreated object cannot get back */
	SCHEMAC_ERROR_DIALECT /* a revision has SQL for other engines only */
};

struct schemac_error {
	enum schemac_error_kind kind;
	/*
	 * The engine's code, or 0. SQLite: the extended result code. PostgreSQL: the SQLSTATE, read
	 * as a base-36 number.
	 */
	int code;
	char revision[72]; /* id, truncated if longer; "": none */
	const char *file;  /* of the revision, borrowed from the bundle; NULL: none */
	unsigned line;     /* in file, from 1; 0: unknown */
	unsigned column;   /* in bytes, from 1; 0: unknown */
	char object[128];  /* the affected step, table, column, index, trigger or view; "": none */
	char message[512]; /* one line, without revision, file or line number */
};

/* ------------------------------------------------------------------ options */

enum schemac_direction { SCHEMAC_UP, SCHEMAC_DOWN };

enum schemac_event {
	SCHEMAC_EVENT_WAITING,   /* the run is waiting for a lock; once per wait */
	SCHEMAC_EVENT_BEGIN,     /* a revision is about to run */
	SCHEMAC_EVENT_STATEMENT, /* a statement or C step is about to run */
	SCHEMAC_EVENT_END,       /* a revision has finished, but is not yet committed */
	SCHEMAC_EVENT_NOTICE,    /* the server sent a notice; PostgreSQL */
	/*
	 * The revisions that have ended since the last commit are rolled back, and run again:
	 * because of a lock, or because each revision needs its own transaction; PostgreSQL
	 */
	SCHEMAC_EVENT_RESTART
};

/* An event of a run. Valid until the callback returns. */
struct schemac_progress {
	enum schemac_event event;
	enum schemac_direction direction;
	const struct schemac_revision *revision; /* NULL while waiting */
	size_t move;                             /* position of the revision in this run, from 1 */
	size_t move_count;                       /* number of revisions in this run */
	size_t statement;      /* position in the script, from 1; END: number of statements */
	/*
	 * NOTICE: its text. STATEMENT: SQL or a C function. WAITING: what holds the lock, such as
	 * "a lock held by session 4711 (…)"; NULL: unknown. RESTART: the reason. Not terminated.
	 */
	const char *text;
	size_t text_length;    /* in bytes */
	unsigned line;         /* STATEMENT, NOTICE: in the revision file, from 1; 0: unknown */
	long long duration_ms; /* END: duration of the revision */
	bool warning;          /* NOTICE: the severity is WARNING */
};

/*
 * A C function for the directive `-- schemac: call NAME`. It returns 0, or -1 with error->message
 * set. It uses db.handle inside the run's transaction, and must neither end that transaction nor
 * begin another. revision and error are valid until it returns.
 */
struct schemac_call {
	const char *name;
	int (*function)(struct schemac_db db, const struct schemac_revision *revision,
		struct schemac_error *error, void *data);
	void *data;
};

/* resize(data, old, size) is like realloc(). Size 0 frees old and returns NULL. */
struct schemac_allocator {
	void *(*resize)(void *data, void *old, size_t size);
	void *data;
};

/* A zeroed struct selects all defaults. */
struct schemac_options {
	void *data; /* passed to progress, interrupted and clock */
	/* Receives the events of a run; may be NULL. */
	void (*progress)(void *data, const struct schemac_progress *progress);
	/*
	 * A nonzero result stops the run and rolls it back. Called often: between statements,
	 * during waits, and from SQLite's progress handler. The program's own progress handler is
	 * removed. May be NULL.
	 */
	int (*interrupted)(void *data);
	/* Returns milliseconds since 1970 UTC, for the history; NULL: the system clock. */
	long long (*clock)(void *data);
	const struct schemac_call *calls; /* the C functions that revisions call */
	size_t call_count;
	const struct schemac_allocator *allocator; /* NULL: realloc and free */
	bool allow_unreviewed; /* run drafts too */
	/*
	 * Commit after each revision. The runtime also does this on its own when PostgreSQL
	 * requires it, for example if a revision uses an enum value that an earlier one added.
	 */
	bool transaction_per_migration;
	/*
	 * The longest time in milliseconds that a call which writes spends waiting for locks; 0: 30
	 * seconds. On SQLite this also applies to a call that only reads.
	 */
	unsigned busy_timeout_ms;
	/*
	 * PostgreSQL: the lock_timeout of each statement in milliseconds. 0: the server's setting,
	 * or 5 seconds if it has none. If a statement reaches it, the transaction is rolled back
	 * and the run is repeated until busy_timeout_ms has passed. A call that only reads fails.
	 */
	unsigned lock_timeout_ms;
	const char *applied_by;   /* for the history; NULL: not recorded */
	const char *tool;         /* program and version, for the history; NULL: not recorded */
};

/* ------------------------------------------------------------------ status */

enum schemac_state {
	SCHEMAC_STATE_CURRENT,     /* every revision of the bundle is applied */
	SCHEMAC_STATE_BEHIND,      /* revisions are pending */
	SCHEMAC_STATE_UNVERSIONED, /* revisions are pending, and there is no version table */
	SCHEMAC_STATE_UNKNOWN      /* at a revision that the bundle does not contain */
};

/* Indices refer to bundle->revisions and are in ascending order: parents precede children. */
struct schemac_status {
	enum schemac_state state;
	bool has_version_table;
	char **rows; /* ids in the version table, sorted */
	size_t row_count;
	const char **unknown; /* the rows whose revision is not in the bundle */
	size_t unknown_count;
	bool *applied; /* one for each revision of the bundle */
	size_t applied_count;
	size_t *pending; /* revisions that are not applied, including drafts */
	size_t pending_count;
	size_t *edited; /* applied revisions whose digest has changed since */
	size_t edited_count;
	struct schemac_allocator allocator; /* of the arrays above */
	void *memory;                       /* internal */
};

/*
 * Determines which revisions are applied. Only reads. If the result is 0, the caller must release
 * *status with schemac_status_release().
 */
int schemac_status(struct schemac_status *status, struct schemac_db db,
	const struct schemac_bundle *bundle, const struct schemac_options *options,
	struct schemac_error *error);

/* Frees a status. The status may be zeroed or already released. */
void schemac_status_release(struct schemac_status *status);

/* ------------------------------------------------------------------ migrating */

/* A revision to apply or to undo. */
struct schemac_move {
	size_t revision; /* index in bundle->revisions */
	enum schemac_direction direction;
};

/*
 * Applies all pending revisions, in one transaction by default. If none are pending, it takes no
 * lock and writes nothing. Several processes can call it at the same time: each revision is applied
 * once, and every call succeeds.
 *
 * Errors: SCHEMAC_ERROR_UNREVIEWED, SCHEMAC_ERROR_UNKNOWN_REVISION, and any error that a script can
 * cause.
 */
int schemac_upgrade(struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error);

/*
 * Undoes the descendants of revision `target` (an id), and the revisions that depend on any of
 * them. target itself stays applied. NULL undoes every revision.
 *
 * Errors: SCHEMAC_ERROR_USAGE if target is not in the bundle, SCHEMAC_ERROR_STATE if it is not
 * applied, SCHEMAC_ERROR_IRREVERSIBLE, and any error that a script can cause.
 */
int schemac_downgrade(struct schemac_db db, const struct schemac_bundle *bundle, const char *target,
	const struct schemac_options *options, struct schemac_error *error);

/*
 * Makes the moves in the given order, skipping those that have already been made.
 * SCHEMAC_ERROR_STATE if a move requires a revision that is not applied, or undoes one that an
 * applied revision requires. If the database is at an unknown revision, only downgrades are
 * possible.
 */
int schemac_run(struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_move *moves, size_t move_count, const struct schemac_options *options,
	struct schemac_error *error);

/*
 * Undoes one revision with the downgrade script that was stored in schemac_history when it was
 * applied. The bundle need not contain the revision, but it must be a row of the version table.
 *
 * Errors: SCHEMAC_ERROR_STATE, SCHEMAC_ERROR_IRREVERSIBLE if no script was stored, and any error
 * that a script can cause.
 */
int schemac_downgrade_stored(struct schemac_db db, const struct schemac_bundle *bundle,
	const char *revision, const struct schemac_options *options, struct schemac_error *error);

/*
 * Sets the version table to the heads among these revisions (indices in bundle->revisions) without
 * running any script. Zero revisions: the base. All previous rows are removed, including unknown
 * ones.
 */
int schemac_stamp(struct schemac_db db, const struct schemac_bundle *bundle,
	const size_t *revisions, size_t revision_count, const struct schemac_options *options,
	struct schemac_error *error);

/* Creates the version table and the history if they do not exist. */
int schemac_ensure_version(struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error);

/* ------------------------------------------------------------------ history */

/* A row of schemac_history. Texts are valid until the callback returns; NULL: not recorded. */
struct schemac_history_entry {
	const char *revision;
	const char *direction; /* "upgrade", "downgrade" or "stamp" */
	const char *digest;    /* of the upgrade's SQL when the revision ran */
	const char *revises;   /* ids of parents and depends_on, separated by spaces */
	const char *message;
	const char *applied_at; /* UTC, 2026-11-21T10:00:00Z */
	const char *applied_by;
	const char *tool;
	long long duration_ms;
	bool has_down; /* schemac_downgrade_stored() can undo the revision */
};

/*
 * Calls entry() for each row of the history, oldest first, until it returns a nonzero value, which
 * is not an error. If there is no history table, entry() is not called. entry() must not use the
 * connection.
 */
int schemac_history(struct schemac_db db, const struct schemac_bundle *bundle,
	int (*entry)(void *data, const struct schemac_history_entry *entry), void *data,
	const struct schemac_options *options, struct schemac_error *error);

/* ------------------------------------------------------------------ drift */

enum schemac_drift_kind {
	SCHEMAC_DRIFT_MISSING_TABLE,
	SCHEMAC_DRIFT_MISSING_COLUMN,
	SCHEMAC_DRIFT_UNEXPECTED_COLUMN,
	SCHEMAC_DRIFT_TYPE,
	SCHEMAC_DRIFT_NOT_NULL,
	SCHEMAC_DRIFT_PRIMARY_KEY,
	SCHEMAC_DRIFT_UNMANAGED_TABLE /* a table that no revision creates; not drift */
};

/* A difference. Texts are valid until the callback returns. */
struct schemac_drift {
	enum schemac_drift_kind kind;
	const char *table;
	const char *column;   /* NULL: the whole table */
	const char *expected; /* a type, "NOT NULL", "primary key 1", "no primary key"; or NULL */
	const char *actual;   /* the same, in the database */
};

/*
 * Compares the tables of the bundle with the database. Calls report() for each difference; report
 * may be NULL, and must not use the connection. Sets *count to the number of differences, not
 * counting unmanaged tables. Only reads.
 */
int schemac_check_drift(size_t *count, struct schemac_db db, const struct schemac_bundle *bundle,
	void (*report)(void *data, const struct schemac_drift *drift), void *data,
	const struct schemac_options *options, struct schemac_error *error);

#ifdef __cplusplus
}
#endif

#endif
