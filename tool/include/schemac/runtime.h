/*
 * schemac/runtime.h: brings a database to the revisions that a program was built with.
 *
 *	#include <schemac/runtime.h>
 *	#include "notes_revisions.h"	(`schemac embed`: struct schemac_bundle notes_revisions)
 *
 *	struct schemac_error error;
 *	if (schemac_upgrade(schemac_sqlite(db), &notes_revisions, NULL, &error))
 *		return fprintf(stderr, "%s\n", error.message), 1;
 *
 * Invariants:
 * - Nothing here prints, exits, keeps state between calls or has globals; two threads may call at
 *   once with different connections.
 * - What can fail returns 0 or -1; on -1 *error says why (error may be NULL). Every allocation may
 *   fail: SCHEMAC_ERROR_NO_MEMORY, database unchanged.
 * - After -1 the database is as it was before the call, except for what earlier transactions of
 *   the same call committed (options.transaction_per_migration, scripts with no_transaction).
 * - Bundles, options and connections belong to the caller; nothing keeps a pointer to them after
 *   the call. The connection must be outside a transaction, and is so afterwards.
 *
 * Link schemac-runtime and one or both halves: schemac-runtime-sqlite needs sqlite3,
 * schemac-runtime-postgresql needs libpq.
 * C99 and C++11.
 */
#ifndef SCHEMAC_RUNTIME_H
#define SCHEMAC_RUNTIME_H

#include <stdbool.h>
#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The layout of struct schemac_bundle and all that it points to. */
#define SCHEMAC_BUNDLE_ABI 1

enum schemac_dialect { SCHEMAC_DIALECT_SQLITE, SCHEMAC_DIALECT_POSTGRESQL };
#define SCHEMAC_DIALECT_COUNT 2

/* ------------------------------------------------------------------ revisions as data */

enum schemac_step_kind {
	/* text = SQL, any number of whole statements, as it stands in the revision file. */
	SCHEMAC_STEP_SQL,
	/* text = the name of a C function in options.calls. */
	SCHEMAC_STEP_CALL,
	/*
	 * text = a table, unquoted. The SQL up to the REBUILD_END makes it anew (create, copy,
	 * drop, rename); SQLite only. The run holds the guarantees of the safe rebuild:
	 * - the live table has exactly `columns` (generated ones too), else nothing is touched;
	 * - foreign keys are off from before BEGIN, and what they were afterwards;
	 * - indexes and triggers of the table that are gone at REBUILD_END are created again
	 *   from their own SQL; one that is meant to go is dropped by a DROP INDEX or DROP
	 *   TRIGGER of its own, before the REBUILD or between it and the DROP TABLE;
	 * - the rows of the table and of every child are counted before and after; the
	 *   AUTOINCREMENT mark never goes back;
	 * - views, and statements that fire the table's triggers, that compiled before the first
	 *   REBUILD of the script compile after its last step;
	 * - before COMMIT, foreign_key_check finds nothing that it did not find after BEGIN.
	 */
	SCHEMAC_STEP_REBUILD,
	/* text = the same table. */
	SCHEMAC_STEP_REBUILD_END,
	/*
	 * text = a query. Any row of it ends the run: rows that the steps behind it cannot serve,
	 * such as a NULL where NOT NULL comes. The first column names the rows in the message.
	 */
	SCHEMAC_STEP_EXPECT_NO_ROWS
};

struct schemac_step {
	enum schemac_step_kind kind;
	const char *text;
	unsigned line;              /* of text's first byte in the file, from 1; 0 unknown */
	const char *const *columns; /* REBUILD: the columns it expects, NULL ends; else NULL */
};

/* One way of one revision on one dialect. All zero: there is no section for it. */
struct schemac_script {
	const struct schemac_step *steps;
	size_t step_count;
	bool present;             /* the file has this section (it may be empty: a merge) */
	bool no_transaction;      /* runs outside a transaction, each statement by itself */
	const char *irreversible; /* downgrade: why ("" if no reason); NULL: it can be undone */
};

struct schemac_revision {
	const char *id;
	const char *const *parents;    /* ids it revises, NULL ends; NULL for a base */
	const char *const *depends_on; /* ids, NULL ends; NULL for none */
	const char *message;           /* first line of the file; may be NULL */
	const char *file;              /* for messages only, never opened; may be NULL */
	const char *digest;            /* SHA-256 (hex) of the upgrade's SQL; NULL if unknown */
	bool reviewed;
	struct schemac_script upgrade[SCHEMAC_DIALECT_COUNT];
	struct schemac_script downgrade[SCHEMAC_DIALECT_COUNT];
};

/* What the start-up check compares; the rest of a schema is the matter of `schemac diff`. */
struct schemac_column_shape {
	const char *name;
	/* As the engine names it; blanks, case and double quotes do not matter. NULL or "": none. */
	const char *type;
	bool not_null;        /* not compared for columns of the primary key */
	unsigned primary_key; /* place in the primary key, from 1; 0: not in it */
};

struct schemac_table_shape {
	const char *schema; /* PostgreSQL; NULL for the default one */
	const char *name;
	const struct schemac_column_shape *columns;
	size_t column_count;
};

/* All revisions of one collection. Made by `schemac embed`, or in memory by the tool. */
struct schemac_bundle {
	unsigned abi;                     /* SCHEMAC_BUNDLE_ABI */
	size_t size;                      /* sizeof(struct schemac_bundle) */
	const char *name;                 /* of the collection, for messages; may be NULL */
	const char *version_table;        /* NULL: schemac_version */
	const char *version_table_schema; /* NULL: main or the first of search_path */
	/* Parents and depends_on stand before their children. */
	const struct schemac_revision *revisions;
	size_t revision_count;
	const struct schemac_table_shape *tables[SCHEMAC_DIALECT_COUNT]; /* at the heads */
	size_t table_count[SCHEMAC_DIALECT_COUNT];
};

/* ------------------------------------------------------------------ connections */

struct schemac_driver; /* one per half */

/* An open connection, by value. */
struct schemac_db {
	const struct schemac_driver *driver;
	void *handle; /* sqlite3 * or PGconn * */
};

struct sqlite3;
struct pg_conn;

/* In schemac-runtime-sqlite. */
struct schemac_db schemac_sqlite(struct sqlite3 *handle);

/*
 * In schemac-runtime-postgresql; handle is a PGconn * that is connected, blocking or not. Settings
 * of the session that a revision changes are afterwards what they were.
 */
struct schemac_db schemac_postgresql(struct pg_conn *handle);

enum schemac_dialect schemac_db_dialect(struct schemac_db db);

/* ------------------------------------------------------------------ errors */

enum schemac_error_kind {
	SCHEMAC_ERROR_NONE,
	SCHEMAC_ERROR_USAGE,            /* the call or the bundle cannot be meant so */
	SCHEMAC_ERROR_UNREVIEWED,       /* a draft, without options.allow_unreviewed */
	SCHEMAC_ERROR_UNKNOWN_REVISION, /* the database is at one that the bundle lacks */
	SCHEMAC_ERROR_IRREVERSIBLE,     /* no way down */
	SCHEMAC_ERROR_STATE,            /* the moves do not fit what is applied (now) */
	SCHEMAC_ERROR_CALL,             /* a C step is not in options.calls, or failed */
	SCHEMAC_ERROR_SQL,              /* a statement of a revision failed */
	SCHEMAC_ERROR_TRANSACTION,      /* a revision began or ended the transaction itself */
	SCHEMAC_ERROR_REBUILD,          /* a guarantee of the safe rebuild would not hold */
	SCHEMAC_ERROR_ROWS,             /* rows stand in the way: see SCHEMAC_STEP_EXPECT_NO_ROWS */
	SCHEMAC_ERROR_LOCK,             /* another connection kept it locked too long */
	SCHEMAC_ERROR_INTERRUPTED,      /* options.interrupted said so */
	SCHEMAC_ERROR_NO_MEMORY,
	SCHEMAC_ERROR_DATABASE /* the engine failed otherwise: no database, read-only, full… */
};

struct schemac_error {
	enum schemac_error_kind kind;
	int code; /* the engine's own (SQLite: extended result code; PostgreSQL: SQLSTATE read as a
		     number of base 36), or 0 */
	char revision[72]; /* id, cut if longer; "" if none is concerned */
	const char *file;  /* the revision's, borrowed from the bundle; NULL if none */
	unsigned line;     /* in file, from 1; 0 unknown */
	unsigned column;   /* in bytes, from 1; 0 unknown */
	char object[128];  /* the step, table, column, index, trigger or view concerned, or "" */
	char message[512]; /* one line, without revision, file and line */
};

/* ------------------------------------------------------------------ options */

enum schemac_direction { SCHEMAC_UP, SCHEMAC_DOWN };

enum schemac_event {
	SCHEMAC_EVENT_WAITING,   /* for another migrator's lock; once per wait */
	SCHEMAC_EVENT_BEGIN,     /* a revision begins */
	SCHEMAC_EVENT_STATEMENT, /* a statement or C step is about to run */
	SCHEMAC_EVENT_END,       /* a revision is done, though not yet committed */
	SCHEMAC_EVENT_NOTICE     /* the server says something: text; PostgreSQL */
};

struct schemac_progress {
	enum schemac_event event;
	enum schemac_direction direction;
	const struct schemac_revision *revision; /* NULL while waiting */
	size_t move;                             /* number of the revision in this run, from 1 */
	size_t move_count;                       /* revisions in this run */
	size_t statement;      /* number in the script, from 1; END: how many there were */
	const char *text;      /* STATEMENT: its text or the C step's name; NOTICE; not terminated */
	size_t text_length;    /* bytes */
	unsigned line;         /* STATEMENT, NOTICE: in the revision file; 0 unknown */
	long long duration_ms; /* END: how long the revision took */
	bool warning;          /* NOTICE: the server warns, and does not only tell */
};

/*
 * A C step, `-- schemac: call NAME`. function returns 0, or -1 with error->message set; it works
 * on db.handle inside the run's transaction and must neither end it nor begin another.
 */
struct schemac_call {
	const char *name;
	int (*function)(struct schemac_db db, const struct schemac_revision *revision,
		struct schemac_error *error, void *data);
	void *data;
};

/* resize(data, old, size): as realloc; size 0 frees and gives NULL. */
struct schemac_allocator {
	void *(*resize)(void *data, void *old, size_t size);
	void *data;
};

/* All zero (or NULL instead of the struct) means the defaults. */
struct schemac_options {
	void *data; /* handed to progress, interrupted and clock */
	void (*progress)(void *data, const struct schemac_progress *progress);
	/*
	 * Non-zero ends the run before its next statement and rolls it back. Called often: between
	 * statements, while waiting for a lock, and by SQLite's progress handler, which is
	 * therefore none afterwards.
	 */
	int (*interrupted)(void *data);
	/* Milliseconds since 1970 UTC, for the history; NULL: the system's clock. */
	long long (*clock)(void *data);
	const struct schemac_call *calls;
	size_t call_count;
	const struct schemac_allocator *allocator; /* NULL: realloc and free */
	bool allow_unreviewed;
	/*
	 * PostgreSQL does so by itself where a revision uses a value that an earlier one added to
	 * an enum, since the server wants that committed first.
	 */
	bool transaction_per_migration;
	unsigned busy_timeout_ms; /* how long to wait for another migrator; 0: 30 seconds */
	/*
	 * PostgreSQL: lock_timeout of each statement; 0: the server's, or 5 seconds where it has
	 * none. A statement that meets a lock for so long rolls the transaction back, and all is
	 * tried again until busy_timeout_ms is over.
	 */
	unsigned lock_timeout_ms;
	const char *applied_by;   /* for the history; NULL: not recorded */
	const char *tool;         /* program and version, for the history; NULL: not recorded */
};

/* ------------------------------------------------------------------ status */

enum schemac_state {
	SCHEMAC_STATE_CURRENT,     /* all that the bundle has is applied */
	SCHEMAC_STATE_BEHIND,      /* something is pending */
	SCHEMAC_STATE_UNVERSIONED, /* something is pending, and there is no version table yet */
	SCHEMAC_STATE_UNKNOWN /* at a revision that the bundle lacks: made by a newer program */
};

/* Indices are into bundle->revisions and ascend, so parents come first. */
struct schemac_status {
	enum schemac_state state;
	bool has_version_table;
	char **rows; /* of the version table, sorted */
	size_t row_count;
	const char **unknown; /* those of rows that the bundle lacks */
	size_t unknown_count;
	bool *applied; /* for each revision of the bundle */
	size_t applied_count;
	size_t *pending; /* not applied; drafts too */
	size_t pending_count;
	size_t *edited; /* applied with another digest than the bundle has now */
	size_t edited_count;
	struct schemac_allocator allocator; /* where all this came from */
	void *memory;                       /* the runtime's */
};

/* Reads only, creates nothing. On 0, schemac_status_release() it. */
int schemac_status(struct schemac_status *status, struct schemac_db db,
	const struct schemac_bundle *bundle, const struct schemac_options *options,
	struct schemac_error *error);

/* Also right for a status that is all zero or was released. */
void schemac_status_release(struct schemac_status *status);

/* ------------------------------------------------------------------ migrating */

struct schemac_move {
	size_t revision; /* index into bundle->revisions */
	enum schemac_direction direction;
};

/*
 * Applies all pending revisions, in one transaction unless told otherwise. With nothing pending
 * it takes no lock and creates nothing. Any number of processes may call it at once: each revision
 * is applied once, and all succeed.
 */
int schemac_upgrade(struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error);

/*
 * Undoes what came after revision `target` (its children, theirs, and what depends on any of
 * them), which stays; NULL: everything.
 */
int schemac_downgrade(struct schemac_db db, const struct schemac_bundle *bundle, const char *target,
	const struct schemac_options *options, struct schemac_error *error);

/*
 * Makes the moves in their order. A move that is already made (by another migrator meanwhile) is
 * left out; one that does not fit, a parent missing or a child still applied, is
 * SCHEMAC_ERROR_STATE. Unknown rows stop moves upwards only.
 */
int schemac_run(struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_move *moves, size_t move_count, const struct schemac_options *options,
	struct schemac_error *error);

/*
 * Undoes one revision by the way down that schemac_history kept when it was applied, whether or
 * not the bundle has it. It must be a row of the version table.
 */
int schemac_downgrade_stored(struct schemac_db db, const struct schemac_bundle *bundle,
	const char *revision, const struct schemac_options *options, struct schemac_error *error);

/*
 * Makes the version table hold the heads among these revisions (indices), and nothing else,
 * without running anything. No index: the base. The old rows, known or not, go.
 */
int schemac_stamp(struct schemac_db db, const struct schemac_bundle *bundle,
	const size_t *revisions, size_t revision_count, const struct schemac_options *options,
	struct schemac_error *error);

/* Creates the version table and the history where they are missing. */
int schemac_ensure_version(struct schemac_db db, const struct schemac_bundle *bundle,
	const struct schemac_options *options, struct schemac_error *error);

/* ------------------------------------------------------------------ history */

/* One row of schemac_history. Texts live until the callback returns; NULL where none was kept. */
struct schemac_history_entry {
	const char *revision;
	const char *direction; /* "upgrade", "downgrade" or "stamp" */
	const char *digest;    /* of the upgrade's SQL as it was */
	const char *revises;   /* parents and depends_on, separated by blanks */
	const char *message;
	const char *applied_at; /* UTC, 2026-11-21T10:00:00Z */
	const char *applied_by;
	const char *tool;
	long long duration_ms;
	bool has_down; /* schemac_downgrade_stored() can undo it */
};

/* Calls entry() for each row, oldest first, until it returns non-zero. No history: no call. */
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
	SCHEMAC_DRIFT_UNMANAGED_TABLE /* no revision knows it: reported, but no drift */
};

struct schemac_drift {
	enum schemac_drift_kind kind;
	const char *table;
	const char *column;   /* NULL where the table as a whole is meant */
	const char *expected; /* a type, NOT NULL, NULL, primary key 1, no primary key… or NULL */
	const char *actual;   /* likewise */
};

/*
 * Compares the tables of the bundle with the database; *count is the number of differences,
 * unmanaged tables left out. Each is reported (report may be NULL). Reads only.
 */
int schemac_check_drift(size_t *count, struct schemac_db db, const struct schemac_bundle *bundle,
	void (*report)(void *data, const struct schemac_drift *drift), void *data,
	const struct schemac_options *options, struct schemac_error *error);

#ifdef __cplusplus
}
#endif

#endif
