#include "runtime/postgresql/postgresql_internal.h"

#include <string.h>

/* Reports a notice as a progress event. By default, libpq prints it to standard error. */
static void
take_notice(void *data, const PGresult *result)
{
	struct session *session = data;
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
	if (!text || !session->revision)
		return;
	session->progress.text = text;
	session->progress.text_length = strlen(text);
	session->progress.line = session->line;
	session->progress.warning = severity && strcmp(severity, "WARNING") == 0;
	scrt_progress(session, SCHEMAC_EVENT_NOTICE);
	session->progress.text = NULL;
	session->progress.text_length = 0;
	session->progress.line = 0;
	session->progress.warning = false;
}

/*
 * Replaces libpq's default notice receiver, which prints. A receiver that the program has set is
 * kept, because its argument could not be restored.
 */
static void
replace_notice_receiver(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	PGconn *unconnected = PQconnectStart("=");
	PQnoticeReceiver own = unconnected ? PQsetNoticeReceiver(unconnected, NULL, NULL) : NULL;
	PQfinish(unconnected);
	if (own && PQsetNoticeReceiver(engine->handle, NULL, NULL) == own) {
		PQsetNoticeReceiver(engine->handle, take_notice, session);
		engine->receiver = own;
	}
}

static bool
is_in_pipeline_mode(const PGconn *handle)
{
#ifdef LIBPQ_HAS_PIPELINING
	return PQpipelineStatus(handle) != PQ_PIPELINE_OFF;
#else
	(void)handle;
	return false;
#endif
}

/*
 * A transaction, a running statement or a pipeline belongs to the caller. It is refused before the
 * first statement is sent, because nothing that is sent then could be taken back.
 */
static int
check_idle(struct session *session, PGconn *handle)
{
	if (PQstatus(handle) != CONNECTION_OK)
		return scrt_fail(session, SCHEMAC_ERROR_DATABASE, "not connected: %s",
			PQerrorMessage(handle));
	if (is_in_pipeline_mode(handle))
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the connection is in pipeline mode: leave it first");
	switch (PQtransactionStatus(handle)) {
	case PQTRANS_IDLE:
		return 0;
	case PQTRANS_ACTIVE:
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"a statement is running on the connection: read all of its results first");
	default:
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the connection is in a transaction: end it first");
	}
}

static int
open(struct session *session)
{
	if (check_idle(session, session->db.handle))
		return -1;
	struct pg_engine *engine = scrt_alloc(session, 1, sizeof(*engine));
	if (!engine)
		return -1;
	engine->handle = session->db.handle;
	session->engine = engine;
	replace_notice_receiver(session);
	return 0;
}

static void
close(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (engine && engine->receiver)
		PQsetNoticeReceiver(engine->handle, engine->receiver, NULL);
}

static int
run_begin(struct session *session, const struct needs *needs)
{
	(void)needs;
	return scrt_pg_settings_save(session) || scrt_pg_migration_lock(session) ? -1 : 0;
}

/* The server may have already ended the transaction. */
static void
rollback(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	PGTransactionStatusType status = PQtransactionStatus(engine->handle);
	if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR)
		PQclear(PQexec(engine->handle, "ROLLBACK"));
	session->in_transaction = false;
}

static int
run_end(struct session *session)
{
	/* A script that ran outside a transaction may have left one open. */
	rollback(session);
	scrt_pg_settings_restore(session);
	scrt_pg_migration_unlock(session);
	return 0;
}

/* READ COMMITTED: the version table is read after the lock is acquired, and must be up to date. */
static int
begin(struct session *session)
{
	if (scrt_pg_query(session, "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE", NULL, 0,
		    NULL, NULL))
		return -1;
	session->in_transaction = true;
	return 0;
}

static int
commit(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	bool first = session->error->kind == SCHEMAC_ERROR_NONE;
	PGresult *result = scrt_pg_send(session, "COMMIT", NULL, 0);
	if (result && !scrt_pg_succeeded(result))
		return scrt_pg_fail(session, result, SCHEMAC_ERROR_SQL);
	PQclear(result);
	if (result) {
		session->in_transaction = false;
		return 0;
	}
	if (first && PQstatus(engine->handle) == CONNECTION_BAD) {
		memset(session->error, 0, sizeof(*session->error));
		scrt_fail(session, SCHEMAC_ERROR_DATABASE,
			"the connection was lost during COMMIT, which may or may not have "
			"succeeded; run the migration again: %s",
			PQerrorMessage(engine->handle));
	}
	return -1;
}

static enum transaction
transaction(struct session *session)
{
	switch (PQtransactionStatus(scrt_pg_engine(session)->handle)) {
	case PQTRANS_IDLE:
		return TRANSACTION_NONE;
	case PQTRANS_INERROR:
		return TRANSACTION_FAILED;
	default:
		return TRANSACTION_OPEN;
	}
}

static int
take_bool(void *data, const char *const *values)
{
	*(bool *)data = values[0] && values[0][0] == 't';
	return 0;
}

static int
has_table(struct session *session, const char *schema, const char *name, bool *has)
{
	static const char query[] =
		"SELECT to_regclass(CASE WHEN $1::text IS NULL THEN '' ELSE quote_ident($1::text)"
		" || '.' END || quote_ident($2::text)) IS NOT NULL";
	const char *const values[] = {schema, name};
	*has = false;
	return scrt_pg_query(session, query, values, 2, take_bool, has);
}

static int
script_begin(struct session *session, const struct schemac_script *script)
{
	(void)session;
	(void)script;
	return 0;
}

/* Whether the text contains the word, ignoring case. A match inside a longer word counts. */
static bool
has_word(const char *text, const char *word)
{
	size_t length = strlen(word);
	const char *end = text + strlen(text);
	for (; (size_t)(end - text) >= length; text++) {
		struct word part = {text, length};
		if (scrt_word_is(part, word))
			return true;
	}
	return false;
}

/* Whether the step may change a setting beyond its own end: SET, RESET, set_config(). */
static bool
may_change_settings(const struct schemac_step *step)
{
	return step->kind == SCHEMAC_STEP_CALL || has_word(step->text, "set") ||
	       has_word(step->text, "discard");
}

static int
script_end(struct session *session, const struct schemac_script *script)
{
	for (size_t i = 0; i < script->step_count; i++)
		if (may_change_settings(&script->steps[i]))
			return scrt_pg_settings_reset(session);
	return 0;
}

enum {
	UNSAFE_NEW_ENUM_VALUE = 8663764, /* 55P04 */
	OBJECT_IN_USE = 8631366,         /* 55006 */
};

/*
 * A value added by ALTER TYPE … ADD VALUE can be used only after COMMIT (ALTER TYPE, Notes). A
 * table with pending deferred triggers can be altered only after COMMIT ("pending trigger events").
 * A later revision that does either needs its own transaction.
 */
static bool
needs_own_transaction(const struct session *session)
{
	return !session->options.transaction_per_migration &&
	       (session->error->code == UNSAFE_NEW_ENUM_VALUE ||
		       session->error->code == OBJECT_IN_USE);
}

/*
 * After a lock_timeout everything is rolled back, so that sessions waiting for this one can
 * proceed.
 */
static bool
retry(struct session *session)
{
	if (PQstatus(scrt_pg_engine(session)->handle) != CONNECTION_OK)
		return false;
	struct schemac_error error = *session->error;
	if (needs_own_transaction(session)) {
		memset(session->error, 0, sizeof(*session->error));
		session->options.transaction_per_migration = true;
		return true;
	}
	if (error.kind != SCHEMAC_ERROR_LOCK)
		return false;
	memset(session->error, 0, sizeof(*session->error));
	if (!scrt_check_interrupt(session) && scrt_pg_pause(session))
		return true;
	if (session->error->kind == SCHEMAC_ERROR_NONE)
		*session->error = error;
	return false;
}

static const struct schemac_driver postgresql_driver = {
	.dialect = SCHEMAC_DIALECT_POSTGRESQL,
	.engine = "PostgreSQL",
	.default_schema = NULL,
	.history_id = "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY",
	.history_rows = 64,
	/* Partitions and tables that belong to extensions are not reported as unmanaged. */
	.tables_sql = "SELECT relname FROM pg_catalog.pg_class c WHERE relkind IN ('r', 'p')"
		      " AND relnamespace = to_regnamespace(quote_ident(current_schema()))"
		      " AND NOT relispartition AND NOT EXISTS (SELECT 1 FROM pg_catalog.pg_depend d"
		      " WHERE d.classid = 'pg_catalog.pg_class'::regclass AND d.objid = c.oid"
		      " AND d.deptype = 'e') ORDER BY relname COLLATE \"C\"",
	.columns_sql =
		"SELECT a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),"
		" a.attnotnull::int, coalesce(array_position(i.indkey::int2[], a.attnum), -1) + 1"
		" FROM pg_catalog.pg_class c JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid"
		" LEFT JOIN pg_catalog.pg_index i ON i.indrelid = c.oid AND i.indisprimary"
		" WHERE c.relname = $1::text AND c.relkind IN ('r', 'p', 'f')"
		" AND c.relnamespace = to_regnamespace(quote_ident(coalesce($2::text,"
		" current_schema()))) AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum",
	.open = open,
	.close = close,
	.run_begin = run_begin,
	.run_end = run_end,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.retry = retry,
	.transaction = transaction,
	.query = scrt_pg_query_statement,
	.has_table = has_table,
	.script_begin = script_begin,
	.script_end = script_end,
	.sql = scrt_pg_execute,
	.query_step = scrt_pg_query_step,
	.first_word = scrt_pg_first_word,
};

struct schemac_db
schemac_postgresql(PGconn *handle)
{
	struct schemac_db db = {&postgresql_driver, handle};
	return db;
}
