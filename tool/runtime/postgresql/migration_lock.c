/*
 * The migration lock: a session-level advisory lock, held from run_begin to run_end.
 *
 * The lock is acquired by polling with pg_try_advisory_lock(). A statement that waited for it would
 * hold a snapshot, and a CREATE INDEX CONCURRENTLY in the run that holds the lock would wait for
 * that snapshot.
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
time_out(struct session *session)
{
	static const char holder[] = SCRT_PG_SELECT_SESSIONS
		"pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
		" AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
		" AND objsubid = 1 AND (classid::bigint << 32) + objid::bigint = " LOCK_KEY ")";
	struct pg_engine *engine = scrt_pg_engine(session);
	if (scrt_pg_query(session, holder, NULL, 0, take_blockers, engine))
		return -1;
	return scrt_fail(session, SCHEMAC_ERROR_LOCK,
		"another migration has been running for %lld ms: %s",
		scrt_elapsed() - engine->waiting_since, engine->blockers);
}

int
scrt_pg_migration_lock(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	for (;;) {
		if (scrt_pg_query(session, "SELECT pg_try_advisory_lock(" LOCK_KEY ")", NULL, 0,
			    take_bool, &engine->locked))
			return -1;
		if (engine->locked)
			return 0;
		if (scrt_check_interrupt(session))
			return -1;
		if (!scrt_pg_pause(session))
			return time_out(session);
	}
}

void
scrt_pg_migration_unlock(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (engine->locked && PQstatus(engine->handle) == CONNECTION_OK)
		PQclear(PQexec(engine->handle, "SELECT pg_advisory_unlock(" LOCK_KEY ")"));
	engine->locked = false;
}
