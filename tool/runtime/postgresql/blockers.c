/*
 * Finds the sessions that block a statement. The connection itself cannot ask while it waits, so
 * that a second one is opened. Nothing here waits longer than a few seconds: a pooler may have no
 * connection left.
 */
#include "runtime/postgresql/postgresql_internal.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>

enum { PATIENCE = 3000 /* milliseconds */ };

/* Waits for the socket. False if the time is over. */
static bool
wait_for_socket(PGconn *handle, short events, long long until)
{
	struct pollfd wait = {PQsocket(handle), events, 0};
	long long left = until - scrt_elapsed();
	if (wait.fd < 0 || left <= 0)
		return false;
	int ready = poll(&wait, 1, (int)left);
	return ready > 0 || (ready < 0 && errno == EINTR);
}

static bool
finish_connecting(PGconn *handle)
{
	long long until = scrt_elapsed() + PATIENCE;
	PostgresPollingStatusType state = PGRES_POLLING_WRITING;
	if (PQstatus(handle) == CONNECTION_BAD)
		return false;
	while (state == PGRES_POLLING_READING || state == PGRES_POLLING_WRITING) {
		if (!wait_for_socket(
			    handle, state == PGRES_POLLING_READING ? POLLIN : POLLOUT, until))
			return false;
		state = PQconnectPoll(handle);
	}
	return state == PGRES_POLLING_OK;
}

PGconn *
scrt_pg_connect_again(PGconn *handle)
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
	PGconn *second = options ? PQconnectStartParams(keys, values, 0) : NULL;
	PQconninfoFree(options);
	if (second && finish_connecting(second))
		return second;
	PQfinish(second);
	return NULL;
}

/* Returns the result of the query, or NULL if it fails or takes too long. */
static PGresult *
ask(PGconn *second, const char *query, const char *const *values, int count)
{
	long long until = scrt_elapsed() + PATIENCE;
	if (!PQsendQueryParams(second, query, count, NULL, values, NULL, NULL, 0))
		return NULL;
	while (PQisBusy(second))
		if (!wait_for_socket(second, POLLIN, until) || !PQconsumeInput(second))
			return NULL;
	PGresult *result = PQgetResult(second);
	PQclear(PQgetResult(second));
	if (PQresultStatus(result) == PGRES_TUPLES_OK && PQntuples(result) == 1)
		return result;
	PQclear(result);
	return NULL;
}

/*
 * A prepared transaction blocks under the process number 0. The process of a statement outside a
 * transaction is unknown if there is a pooler; then its text identifies it.
 */
static const char query[] =
	"WITH own AS (SELECT a.pid FROM pg_catalog.pg_stat_activity a"
	" WHERE a.datname = pg_catalog.current_database() AND CASE WHEN $1::int > 0"
	" THEN a.pid = $1::int ELSE a.wait_event_type = 'Lock' AND a.state = 'active'"
	" AND pg_catalog.left(a.query, 500) = pg_catalog.left($2::text, 500) END),"
	" blocking AS (SELECT pg_catalog.unnest(pg_catalog.pg_blocking_pids(own.pid)) AS pid"
	" FROM own)"
	" SELECT pg_catalog.concat_ws(', ', (" SCRT_PG_SELECT_SESSIONS
	"s.pid IN (SELECT b.pid FROM blocking b)), (SELECT pg_catalog.string_agg("
	"pg_catalog.format('prepared transaction %L of %s', x.gid, x.owner), ', ' ORDER BY x.gid)"
	" FROM pg_catalog.pg_prepared_xacts x WHERE x.database = pg_catalog.current_database()"
	" AND 0 IN (SELECT b.pid FROM blocking b)))";

/*
 * The connection that holds the migration lock can ask too; the pool may have no third one. Within
 * its transaction, pg_stat_activity would repeat its first answer.
 */
static PGresult *
ask_beside(PGconn *beside, const char *const *values)
{
	PGresult *cleared = ask(beside, "SELECT pg_catalog.pg_stat_clear_snapshot()", NULL, 0);
	PQclear(cleared);
	return cleared ? ask(beside, query, values, 2) : NULL;
}

void
scrt_pg_find_blockers(struct session *session, const char *sql)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	char process[16];
	const char *const values[] = {process, sql};
	bool is_known = session->in_transaction || !engine->is_pooled || !session->revision;
	snprintf(process, sizeof(process), "%d", is_known ? engine->process : 0);
	engine->blockers[0] = '\0';
	PGconn *second = engine->beside ? NULL : scrt_pg_connect_again(engine->handle);
	PGresult *result = engine->beside ? ask_beside(engine->beside, values)
			   : second       ? ask(second, query, values, 2)
					  : NULL;
	if (result)
		snprintf(
			engine->blockers, sizeof(engine->blockers), "%s", PQgetvalue(result, 0, 0));
	PQclear(result);
	PQfinish(second);
}
