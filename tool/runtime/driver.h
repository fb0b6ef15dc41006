/*
 * driver: what the runtime asks of an engine; one const struct a half.
 *
 * The core knows revisions, the version table and the history, and says when a transaction begins
 * and ends. The driver knows how to lock, how to run statements, and what the engine needs around
 * them. Functions return 0, or -1 with the session's error set.
 *
 * A call of the API is: open, { query }, [ run_begin, { begin, { query, script_begin, { sql,
 * rebuild… }, script_end }, commit or rollback }, run_end ], close.
 */
#ifndef SCHEMAC_RUNTIME_DRIVER_H
#define SCHEMAC_RUNTIME_DRIVER_H

#include "runtime/session.h"

/*
 * Gets the columns of one row as texts; NULL is SQL's NULL. Valid until it returns. Non-zero ends
 * the query without an error of its own.
 */
typedef int row_function(void *data, const char *const *values);

/* What some script of a run needs around all of it. */
struct needs {
	bool rebuilds;       /* it has a REBUILD step */
	bool no_transaction; /* it runs outside a transaction, so BEGIN keeps nobody away */
};

struct schemac_driver {
	enum schemac_dialect dialect;
	const char *engine;         /* for messages */
	const char *default_schema; /* of the version table; NULL: where its name leads to */
	const char *history_id; /* type and constraints of a key that counts upwards by itself */
	/*
	 * How many rows of the history are written by one statement, where each costs a round trip;
	 * 0: each by itself.
	 */
	size_t history_rows;

	/* One text column, the names of the tables that users made, sorted. */
	const char *tables_sql;
	/* Parameters: table, schema. Columns: name, type, not null (0, 1), place in the key or 0.
	 */
	const char *columns_sql;

	/* Makes session->engine, if the driver needs one. */
	int (*open)(struct session *session);
	/* Also right after a failed open. Ends every statement of the session. */
	void (*close)(struct session *session);

	/* Before the first begin of a run. */
	int (*run_begin)(struct session *session, const struct needs *needs);
	/* Puts the connection back as it was before run_begin, even a failed one. */
	int (*run_end)(struct session *session);

	/*
	 * Waits for the lock that only one migrator has, and begins a transaction. These three keep
	 * session->in_transaction, also where they fail halfway.
	 */
	int (*begin)(struct session *session);
	int (*commit)(struct session *session);
	/* Right whether or not the engine ended the transaction by itself. */
	void (*rollback)(struct session *session);
	/*
	 * After a run that failed, with all put back: true, with the error gone, where it is to be
	 * tried again: it met a lock, or can do with a transaction each what it could not with one
	 * for all. NULL: it is not.
	 */
	bool (*retry)(struct session *session);

	/*
	 * Runs one statement of the runtime's own, prepared when first used; $1, $2… are the
	 * values, in this order in the text. row may be NULL.
	 */
	int (*query)(struct session *session, struct statement *statement,
		const char *const *values, size_t value_count, row_function *row, void *data);

	/* Whether schema has a table or view of that name. */
	int (*has_table)(struct session *session, const char *schema, const char *name, bool *has);

	/* Around the steps of one script; script_end is left out when a step failed. */
	int (*script_begin)(struct session *session, const struct schemac_script *script);
	int (*script_end)(struct session *session, const struct schemac_script *script);
	/* Runs every statement of an SQL step; calls session_statement() before each. */
	int (*sql)(struct session *session, const struct schemac_step *step);
	/* Runs the query of a step likewise; it must be one, and write nothing. */
	int (*query_step)(struct session *session, const struct schemac_step *step,
		row_function *row, void *data);
	/* NULL where the engine has no need of rebuilds. */
	int (*rebuild_begin)(struct session *session, const struct schemac_step *step);
	int (*rebuild_end)(struct session *session, const struct schemac_step *step);
	/* Fails unless the transaction is as the core believes; for after a C step. */
	int (*check_transaction)(struct session *session);
};

#endif
