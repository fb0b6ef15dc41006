/* Waiting: for the lock of the one migrator, and for whoever else keeps a lock. */
#include "runtime/postgresql/postgresql_internal.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* "schemac" as bytes: the key of the advisory lock, which belongs to one database. */
#define LOCK_KEY "32478922351141219"

enum {
	DEFAULT_PATIENCE = 30000, /* milliseconds */
	LONGEST_NAP = 100,
};

long long
scrt_pg_patience(const struct session *session)
{
	return session->options.busy_timeout_ms ? session->options.busy_timeout_ms
						: DEFAULT_PATIENCE;
}

bool
scrt_pg_pause(struct session *session)
{
	struct engine *engine = scrt_pg_engine(session);
	long long now = scrt_elapsed();
	if (!engine->waiting_since) {
		engine->waiting_since = now ? now : 1;
		scrt_progress(session, SCHEMAC_EVENT_WAITING);
	}
	if (now - engine->waiting_since >= scrt_pg_patience(session))
		return false;
	unsigned nap = ++engine->retries * 10;
	struct timespec time = {0, (nap < LONGEST_NAP ? nap : LONGEST_NAP) * 1000000L};
	nanosleep(&time, NULL);
	return true;
}

/* "pid 4711 (psql of ann: LOCK TABLE users)" */
#define PRINT_SESSION                                                                              \
	"SELECT string_agg('session ' || pid || ' (' || coalesce(nullif(application_name, '')"     \
	" || ' of ', '') || coalesce(usename, 'nobody') || ', ' || coalesce(state, 'at work')"     \
	" || ': ' || left(regexp_replace(coalesce(query, ''), '\\s+', ' ', 'g'), 60) || ')', ', '" \
	" ORDER BY pid) FROM pg_stat_activity WHERE "

static void
keep_blockers(struct engine *engine, const char *text)
{
	snprintf(engine->blockers, sizeof(engine->blockers), "%s", text ? text : "");
}

static int
take_blockers(void *data, const char *const *values)
{
	keep_blockers(data, values[0]);
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
	static const char holder[] = PRINT_SESSION
		"pid IN (SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted"
		" AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"
		" AND objsubid = 1 AND (classid::bigint << 32) + objid::bigint = " LOCK_KEY ")";
	struct engine *engine = scrt_pg_engine(session);
	if (scrt_pg_query(session, holder, NULL, 0, take_blockers, engine))
		return -1;
	return scrt_fail(session, SCHEMAC_ERROR_LOCK,
		"another migrator has been at work for %lld ms: %s",
		scrt_elapsed() - engine->waiting_since, engine->blockers);
}

int
scrt_pg_lock(struct session *session)
{
	struct engine *engine = scrt_pg_engine(session);
	for (;;) {
		if (scrt_pg_query(session, "SELECT pg_try_advisory_lock(" LOCK_KEY ")", NULL, 0,
			    take_bool, &engine->locked))
			return -1;
		if (engine->locked)
			break;
		if (scrt_check_interrupt(session))
			return -1;
		if (!scrt_pg_pause(session))
			return time_out(session);
	}
	return 0;
}

void
scrt_pg_unlock(struct session *session)
{
	struct engine *engine = scrt_pg_engine(session);
	if (engine->locked && PQstatus(engine->handle) == CONNECTION_OK)
		PQclear(PQexec(engine->handle, "SELECT pg_advisory_unlock(" LOCK_KEY ")"));
	engine->locked = false;
}

/* The same server, database and user, by what libpq knows of the connection. */
static PGconn *
connect_beside(PGconn *handle)
{
	enum { MOST = 64 };
	const char *keys[MOST + 1] = {NULL}, *values[MOST + 1] = {NULL};
	PQconninfoOption *options = PQconninfo(handle);
	int count = 0;
	for (const PQconninfoOption *option = options; option && option->keyword; option++)
		if (option->val && count < MOST) {
			keys[count] = option->keyword;
			values[count++] = option->val;
		}
	PGconn *other = options ? PQconnectdbParams(keys, values, 0) : NULL;
	PQconninfoFree(options);
	return other;
}

void
scrt_pg_find_blockers(struct session *session)
{
	struct engine *engine = scrt_pg_engine(session);
	char pid[16];
	const char *const values[] = {pid};
	snprintf(pid, sizeof(pid), "%d", PQbackendPID(engine->handle));
	PGconn *other = connect_beside(engine->handle);
	if (other && PQstatus(other) == CONNECTION_OK) {
		PGresult *result = PQexecParams(other,
			PRINT_SESSION "pid = ANY (pg_blocking_pids($1::int))", 1, NULL, values,
			NULL, NULL, 0);
		if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1)
			keep_blockers(engine, PQgetvalue(result, 0, 0));
		PQclear(result);
	}
	PQfinish(other);
}
