/* Begins, ends and repeats transactions. */
#include "runtime/postgresql/postgresql_internal.h"

#include <string.h>

/*
 * Only a transaction can have a lock_timeout and a search path that do not outlast it on a
 * connection that others share.
 */
int
scrt_pg_read_begin(struct session *session)
{
	if (scrt_pg_query(session, "BEGIN ISOLATION LEVEL READ COMMITTED, READ ONLY", NULL, 0, NULL,
		    NULL))
		return -1;
	return scrt_pg_settings_apply(session, PG_SCOPE_READ);
}

void
scrt_pg_read_end(struct session *session)
{
	scrt_pg_rollback(session);
}

/* READ COMMITTED: the version table is read after the lock is acquired, and must be up to date. */
static int
send_begin(struct session *session)
{
	if (scrt_pg_query(session, "BEGIN ISOLATION LEVEL READ COMMITTED, READ WRITE", NULL, 0,
		    NULL, NULL))
		return -1;
	session->in_transaction = true;
	return scrt_pg_settings_apply(session, PG_SCOPE_TRANSACTION);
}

int
scrt_pg_begin(struct session *session)
{
	for (;;) {
		bool locked = false;
		if (send_begin(session) || scrt_pg_migration_try(session, &locked))
			return -1;
		if (locked)
			return 0;
		scrt_pg_rollback(session);
		if (scrt_pg_migration_wait(session))
			return -1;
	}
}

int
scrt_pg_commit(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	bool first = session->error->kind == SCHEMAC_ERROR_NONE;
	PGresult *result = scrt_pg_send(session, "COMMIT", NULL, 0);
	if (result && !scrt_pg_succeeded(result))
		return scrt_pg_fail(session, result, SCHEMAC_ERROR_SQL);
	PQclear(result);
	if (result) {
		session->in_transaction = false;
		engine->told = false;
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

/* The server may have already ended the transaction. */
void
scrt_pg_rollback(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	PGTransactionStatusType status = PQtransactionStatus(engine->handle);
	if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR)
		PQclear(PQexec(engine->handle, "ROLLBACK"));
	session->in_transaction = false;
	engine->snapshot = engine->outside ? engine->snapshot : NULL;
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
bool
scrt_pg_retry(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (!engine || PQstatus(engine->handle) != CONNECTION_OK)
		return false;
	struct schemac_error error = *session->error;
	if (needs_own_transaction(session)) {
		memset(session->error, 0, sizeof(*session->error));
		session->options.transaction_per_migration = true;
		return true;
	}
	if (error.kind != SCHEMAC_ERROR_LOCK)
		return false;
	engine->waited += engine->last_taken;
	scrt_pg_tell(session, "a lock", NULL);
	memset(session->error, 0, sizeof(*session->error));
	if (!scrt_check_interrupt(session) && scrt_pg_pause(session))
		return true;
	if (session->error->kind == SCHEMAC_ERROR_NONE)
		*session->error = error;
	return false;
}
