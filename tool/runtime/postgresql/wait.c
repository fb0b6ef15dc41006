/* Waits for locks, and finds the sessions that hold them. */
#include "runtime/postgresql/postgresql_internal.h"

#include <stdio.h>
#include <time.h>

enum {
	DEFAULT_TIMEOUT = 30000, /* milliseconds */
	LONGEST_PAUSE = 100,     /* milliseconds */
};

static long long
find_timeout(const struct session *session)
{
	return session->options.busy_timeout_ms ? session->options.busy_timeout_ms
						: DEFAULT_TIMEOUT;
}

bool
scrt_pg_pause(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	long long now = scrt_elapsed();
	if (!engine->waiting_since) {
		engine->waiting_since = now ? now : 1;
		scrt_progress(session, SCHEMAC_EVENT_WAITING);
	}
	if (now - engine->waiting_since >= find_timeout(session))
		return false;
	unsigned pause = ++engine->pauses * 10;
	struct timespec time = {0, (pause < LONGEST_PAUSE ? pause : LONGEST_PAUSE) * 1000000L};
	nanosleep(&time, NULL);
	return true;
}

/* Opens a second connection to the same server and database, as the same user. */
static PGconn *
connect_again(PGconn *handle)
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
	PGconn *second = options ? PQconnectdbParams(keys, values, 0) : NULL;
	PQconninfoFree(options);
	return second;
}

void
scrt_pg_find_blockers(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	char pid[16];
	const char *const values[] = {pid};
	snprintf(pid, sizeof(pid), "%d", PQbackendPID(engine->handle));
	PGconn *second = connect_again(engine->handle);
	if (second && PQstatus(second) == CONNECTION_OK) {
		PGresult *result = PQexecParams(second,
			SCRT_PG_SELECT_SESSIONS "pid = ANY (pg_blocking_pids($1::int))", 1, NULL,
			values, NULL, NULL, 0);
		if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1)
			snprintf(engine->blockers, sizeof(engine->blockers), "%s",
				PQgetvalue(result, 0, 0));
		PQclear(result);
	}
	PQfinish(second);
}
