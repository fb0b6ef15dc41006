/* Sends one statement and receives its result. */
#include "runtime/postgresql/postgresql_internal.h"

#include <errno.h>
#include <poll.h>

enum {
	CHECK_EVERY = 200,  /* milliseconds between two checks for an interrupt */
	ASK_BLOCKERS = 400, /* milliseconds after which a statement is assumed to be blocked */
};

/* The blockers can be determined only before lock_timeout ends the statement. */
static long long
time_to_find_blockers(struct session *session)
{
	unsigned half = scrt_pg_engine(session)->lock_timeout / 2;
	return half && half < ASK_BLOCKERS ? half : ASK_BLOCKERS;
}

static int
fail_connection(struct session *session)
{
	PGconn *handle = scrt_pg_engine(session)->handle;
	return scrt_fail(session, SCHEMAC_ERROR_DATABASE, "%s", PQerrorMessage(handle));
}

static void
request_cancel(PGconn *handle)
{
	char problem[256];
	PGcancel *request = PQgetCancel(handle);
	if (request)
		PQcancel(request, problem, sizeof(problem));
	PQfreeCancel(request);
}

/* Asks the server to cancel the statement, and discards the results. */
static void
cancel(PGconn *handle)
{
	request_cancel(handle);
	PGresult *result;
	while ((result = PQgetResult(handle)))
		PQclear(result);
}

/* Reads and writes once; -1 if the connection is lost. */
static int
move_bytes(PGconn *handle, int timeout)
{
	int unsent = PQflush(handle);
	if (unsent < 0)
		return -1;
	struct pollfd wait = {PQsocket(handle), (short)(POLLIN | (unsent ? POLLOUT : 0)), 0};
	if (wait.fd < 0 || (poll(&wait, 1, timeout) < 0 && errno != EINTR))
		return -1;
	return wait.revents & (POLLIN | POLLERR | POLLHUP) && !PQconsumeInput(handle) ? -1 : 0;
}

/* Finds out who blocks the statement, and reports it. */
static void
ask_blockers(struct session *session, const char *sql)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	scrt_pg_find_blockers(session, sql);
	if (*engine->blockers)
		scrt_pg_tell(session, "a lock held by ", engine->blockers);
}

/*
 * On a pooler's connection, a statement outside a transaction has no lock_timeout. It is cancelled
 * once it has waited for a lock that long.
 */
static bool
must_give_up(struct session *session, const char *sql, long long *time_to_give_up)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (!engine->is_pooled || session->in_transaction || !session->revision ||
		engine->gave_up || engine->last_taken < *time_to_give_up)
		return false;
	*time_to_give_up += engine->lock_timeout;
	ask_blockers(session, sql);
	return *engine->blockers;
}

static int
wait_for_result(struct session *session, const char *sql)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	PGconn *handle = engine->handle;
	long long begun = scrt_elapsed(), time_to_ask = time_to_find_blockers(session);
	long long time_to_give_up = engine->lock_timeout;
	bool asked = false;
	while (PQisBusy(handle)) {
		if (move_bytes(handle,
			    time_to_ask < CHECK_EVERY && !asked ? (int)time_to_ask : CHECK_EVERY))
			return fail_connection(session);
		if (!PQisBusy(handle))
			break;
		if (scrt_check_interrupt(session)) {
			cancel(handle);
			return -1;
		}
		engine->last_taken = scrt_elapsed() - begun;
		if (!asked && engine->last_taken >= time_to_ask) {
			asked = true;
			ask_blockers(session, sql);
		} else if (must_give_up(session, sql, &time_to_give_up)) {
			engine->gave_up = true;
			request_cancel(handle);
		}
	}
	engine->last_taken = scrt_elapsed() - begun;
	return 0;
}

/* COPY FROM STDIN is refused; the rows of COPY TO STDOUT are discarded. */
static void
end_copy(PGconn *handle, const PGresult *result)
{
	char *row;
	ExecStatusType status = PQresultStatus(result);
	if (status == PGRES_COPY_IN)
		PQputCopyEnd(handle, SCRT_PG_COPY_REFUSED);
	while (status == PGRES_COPY_OUT && PQgetCopyData(handle, &row, 0) > 0)
		PQfreemem(row);
}

/* Returns the first error among the results, or the last result. */
static PGresult *
take_results(PGconn *handle)
{
	PGresult *taken = NULL, *result;
	while ((result = PQgetResult(handle))) {
		end_copy(handle, result);
		if (taken && PQresultStatus(taken) == PGRES_FATAL_ERROR) {
			PQclear(result);
			continue;
		}
		PQclear(taken);
		taken = result;
		if (PQstatus(handle) == CONNECTION_BAD)
			break;
	}
	return taken;
}

PGresult *
scrt_pg_send(
	struct session *session, const char *sql, const char *const *values, size_t value_count)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	PGconn *handle = engine->handle;
	engine->gave_up = false;
	engine->blockers[0] = '\0';
	if (!PQsendQueryParams(handle, sql, (int)value_count, NULL, values, NULL, NULL, 0)) {
		fail_connection(session);
		return NULL;
	}
	if (wait_for_result(session, sql))
		return NULL;
	PGresult *result = take_results(handle);
	if (!result || PQstatus(handle) == CONNECTION_BAD) {
		if (result)
			scrt_pg_fail(session, result, SCHEMAC_ERROR_DATABASE);
		fail_connection(session);
		return NULL;
	}
	return result;
}

bool
scrt_pg_succeeded(const PGresult *result)
{
	ExecStatusType status = PQresultStatus(result);
	return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK ||
	       status == PGRES_EMPTY_QUERY || status == PGRES_COPY_OUT;
}

enum { MOST_COLUMNS = 16 };

void
scrt_pg_take_rows(const PGresult *result, row_function *row, void *data)
{
	int columns = PQnfields(result);
	for (int i = 0; row && i < PQntuples(result); i++) {
		const char *values[MOST_COLUMNS] = {NULL};
		for (int j = 0; j < columns && j < MOST_COLUMNS; j++)
			if (!PQgetisnull(result, i, j))
				values[j] = PQgetvalue(result, i, j);
		if (row(data, values))
			return;
	}
}

int
scrt_pg_query(struct session *session, const char *sql, const char *const *values,
	size_t value_count, row_function *row, void *data)
{
	PGresult *result = scrt_pg_send(session, sql, values, value_count);
	if (!result)
		return -1;
	if (!scrt_pg_succeeded(result))
		return scrt_pg_fail(session, result, SCHEMAC_ERROR_DATABASE);
	scrt_pg_take_rows(result, row, data);
	PQclear(result);
	return 0;
}

int
scrt_pg_query_statement(struct session *session, struct prepared_statement *statement,
	const char *const *values, size_t value_count, row_function *row, void *data)
{
	return scrt_pg_query(session, statement->sql, values, value_count, row, data);
}
