/*
 * The migration lock: an advisory lock, held from run_begin to run_end. How it is held depends on
 * where the connection leads:
 *
 * - PG_LOCK_SESSION: to the server itself. The session holds the lock.
 * - PG_LOCK_TRANSACTION: to a pooler, which may give each transaction another server process. Each
 *   transaction of the run holds the lock; the state is read again after each begin.
 * - PG_LOCK_BESIDE: the same, but a script runs outside a transaction. The open transaction of a
 *   second connection holds the lock. It has no snapshot that CREATE INDEX CONCURRENTLY waits for.
 *
 * The lock is acquired by polling. A statement that waited for it would hold a snapshot, and a
 * CREATE INDEX CONCURRENTLY in the run that holds the lock would wait for that snapshot.
 */
#include "runtime/postgresql/postgresql_internal.h"

#include <stdio.h>

/* "schemac" as bytes. Advisory locks are local to a database. */
#define LOCK_KEY "32478922351141219"

static int
take_blockers(void *data, const char *const *values)
{
	struct pg_engine *engine = data;
	snprintf(engine->blockers, sizeof(engine->blockers), "%s", values[0] ? values[0] : "");
	return 0;
}

static int
take_bool(void *data, const char *const *values)
{
	*(bool *)data = values[0] && values[0][0] == 't';
	return 0;
}

static int
find_holder(struct session *session)
{
	static const char holder[] = SCRT_PG_SELECT_SESSIONS
		"s.pid IN (SELECT l.pid FROM pg_catalog.pg_locks l WHERE l.locktype = 'advisory'"
		" AND l.granted AND l.database = (SELECT d.oid FROM pg_catalog.pg_database d"
		" WHERE d.datname = pg_catalog.current_database()) AND l.objsubid = 1"
		" AND (l.classid::bigint << 32) + l.objid::bigint = " LOCK_KEY ")";
	return scrt_pg_query(session, holder, NULL, 0, take_blockers, scrt_pg_engine(session));
}

int
scrt_pg_migration_wait(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (scrt_check_interrupt(session))
		return -1;
	if (!engine->told && find_holder(session))
		return -1;
	scrt_pg_tell(session, "another migration to finish: ", engine->blockers);
	if (scrt_pg_pause(session))
		return 0;
	if (find_holder(session))
		return -1;
	return scrt_fail(session, SCHEMAC_ERROR_LOCK,
		"another migration has been running for %lld ms: %s", engine->waited,
		*engine->blockers ? engine->blockers : "it has just ended");
}

static int
lock_session(struct session *session)
{
	static const char query[] = "SELECT pg_catalog.pg_try_advisory_lock(" LOCK_KEY ")";
	bool locked = false;
	for (;;) {
		if (scrt_pg_query(session, query, NULL, 0, take_bool, &locked))
			return -1;
		if (locked) {
			scrt_pg_engine(session)->lock = PG_LOCK_SESSION;
			return 0;
		}
		if (scrt_pg_migration_wait(session))
			return -1;
	}
}

/* Whether the second connection holds the lock now. */
static bool
try_beside(PGconn *beside)
{
	PQclear(PQexec(beside, "BEGIN ISOLATION LEVEL READ COMMITTED, READ ONLY"));
	PQclear(PQexec(beside, "SET LOCAL idle_in_transaction_session_timeout = 0"));
	PGresult *result =
		PQexec(beside, "SELECT pg_catalog.pg_try_advisory_xact_lock(" LOCK_KEY ")");
	bool locked =
		PQresultStatus(result) == PGRES_TUPLES_OK && PQgetvalue(result, 0, 0)[0] == 't';
	PQclear(result);
	if (!locked)
		PQclear(PQexec(beside, "ROLLBACK"));
	return locked;
}

static int
lock_beside(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	engine->lock = PG_LOCK_BESIDE;
	engine->beside = scrt_pg_connect_again(engine->handle);
	if (!engine->beside)
		return scrt_fail(session, SCHEMAC_ERROR_DATABASE,
			"a revision runs outside a transaction and the connection leads to a "
			"pooler: "
			"a second connection must hold the migration lock, and cannot be opened");
	while (!try_beside(engine->beside)) {
		if (PQstatus(engine->beside) != CONNECTION_OK)
			return scrt_fail(session, SCHEMAC_ERROR_DATABASE, "%s",
				PQerrorMessage(engine->beside));
		if (scrt_pg_migration_wait(session))
			return -1;
	}
	return 0;
}

int
scrt_pg_migration_lock(struct session *session, const struct needs *needs)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	bool told = engine->told; /* of another wait, after which the run is repeated */
	int result = 0;
	if (!engine->is_pooled)
		result = lock_session(session);
	else if (needs->no_transaction)
		result = lock_beside(session);
	else
		engine->lock = PG_LOCK_TRANSACTION;
	if (!result)
		engine->told = told;
	return result;
}

int
scrt_pg_migration_try(struct session *session, bool *locked)
{
	static const char query[] = "SELECT pg_catalog.pg_try_advisory_xact_lock(" LOCK_KEY ")";
	*locked = true;
	if (scrt_pg_engine(session)->lock != PG_LOCK_TRANSACTION)
		return 0;
	return scrt_pg_query(session, query, NULL, 0, take_bool, locked);
}

void
scrt_pg_migration_unlock(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (engine->lock == PG_LOCK_SESSION && PQstatus(engine->handle) == CONNECTION_OK)
		PQclear(PQexec(
			engine->handle, "SELECT pg_catalog.pg_advisory_unlock(" LOCK_KEY ")"));
	PQfinish(engine->beside);
	engine->beside = NULL;
	engine->lock = PG_LOCK_NONE;
}
