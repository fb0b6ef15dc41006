/* One statement there, one result back; and what a failed one says. */
#include "runtime/postgresql/postgresql_internal.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	WATCH_EVERY = 200,     /* milliseconds between two questions whether to stop */
	ASK_BLOCKERS = 400, /* milliseconds after which a statement seems to wait for somebody */
};

/* Before the lock_timeout that the options name ends the statement, and whoever it waits for with it. */
static long long
time_to_ask(const struct session *session)
{
	unsigned half = session->options.lock_timeout_ms / 2;
	return half && half < ASK_BLOCKERS ? half : ASK_BLOCKERS;
}

static int
fail_connection(struct session *session)
{
	PGconn *handle = scrt_pg_engine(session)->handle;
	return scrt_fail(session, SCHEMAC_ERROR_DATABASE, "%s", PQerrorMessage(handle));
}

/* Asks the server to stop what it does, and takes what it says then. */
static void
cancel(PGconn *handle)
{
	char problem[256];
	PGcancel *request = PQgetCancel(handle);
	if (request)
		PQcancel(request, problem, sizeof(problem));
	PQfreeCancel(request);
	PGresult *result;
	while ((result = PQgetResult(handle)))
		PQclear(result);
}

/* Reads and writes once; 0, or -1 where the connection broke. */
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

static int
wait_for_result(struct session *session)
{
	PGconn *handle = scrt_pg_engine(session)->handle;
	long long begun = scrt_elapsed(), patience = time_to_ask(session);
	bool asked = false;
	while (PQisBusy(handle)) {
		if (move_bytes(handle, patience < WATCH_EVERY && !asked ? (int)patience : WATCH_EVERY))
			return fail_connection(session);
		if (!PQisBusy(handle))
			break;
		if (scrt_check_interrupt(session)) {
			cancel(handle);
			return -1;
		}
		if (!asked && scrt_elapsed() - begun >= patience) {
			asked = true;
			scrt_pg_find_blockers(session);
		}
	}
	return 0;
}

/* A COPY has nobody to talk to here: refused, drained. */
static void
end_copy(PGconn *handle, const PGresult *result)
{
	char *row;
	ExecStatusType status = PQresultStatus(result);
	if (status == PGRES_COPY_IN)
		PQputCopyEnd(handle, "a revision has no rows for COPY FROM STDIN: use INSERT");
	while (status == PGRES_COPY_OUT && PQgetCopyData(handle, &row, 0) > 0)
		PQfreemem(row);
}

/* The last result that is an error, else the last. */
static PGresult *
take_results(PGconn *handle)
{
	PGresult *kept = NULL, *result;
	while ((result = PQgetResult(handle))) {
		end_copy(handle, result);
		if (kept && PQresultStatus(kept) == PGRES_FATAL_ERROR) {
			PQclear(result);
			continue;
		}
		PQclear(kept);
		kept = result;
		if (PQstatus(handle) == CONNECTION_BAD)
			break;
	}
	return kept;
}

PGresult *
scrt_pg_send(struct session *session, const char *sql, const char *const *values,
	size_t value_count)
{
	PGconn *handle = scrt_pg_engine(session)->handle;
	if (!PQsendQueryParams(handle, sql, (int)value_count, NULL, values, NULL, NULL, 0)) {
		fail_connection(session);
		return NULL;
	}
	if (wait_for_result(session))
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

/* SQLSTATEs (PostgreSQL 15, appendix A); a shorter one stands for its class. */
static const struct {
	const char *state;
	enum schemac_error_kind kind;
} kinds[] = {
	{"55P03", SCHEMAC_ERROR_LOCK}, /* lock_not_available: lock_timeout */
	{"40P01", SCHEMAC_ERROR_LOCK}, /* deadlock_detected */
	{"40001", SCHEMAC_ERROR_LOCK}, /* serialization_failure */
	{"08", SCHEMAC_ERROR_DATABASE},
	{"57P", SCHEMAC_ERROR_DATABASE}, /* the server goes down, or ended the session */
	{"58", SCHEMAC_ERROR_DATABASE},
	{"XX", SCHEMAC_ERROR_DATABASE},
};

static enum schemac_error_kind
classify(const char *state, enum schemac_error_kind otherwise)
{
	for (size_t i = 0; state && i < sizeof(kinds) / sizeof(*kinds); i++)
		if (strncmp(state, kinds[i].state, strlen(kinds[i].state)) == 0)
			return kinds[i].kind;
	return otherwise;
}

/* An SQLSTATE as a number: five digits of base 36, as PostgreSQL itself compares them. */
static int
print_code(const char *state)
{
	return state ? (int)strtol(state, NULL, 36) : 0;
}

static void
name_object(struct session *session, const PGresult *result)
{
	static const int fields[] = {PG_DIAG_CONSTRAINT_NAME, PG_DIAG_COLUMN_NAME,
		PG_DIAG_TABLE_NAME, PG_DIAG_DATATYPE_NAME, PG_DIAG_SCHEMA_NAME};
	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++) {
		const char *name = PQresultErrorField(result, fields[i]);
		if (name && *name) {
			scrt_fail_object(session, name);
			return;
		}
	}
}

int
scrt_pg_fail(struct session *session, PGresult *result, enum schemac_error_kind otherwise)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
	const char *blockers = scrt_pg_engine(session)->blockers;
	enum schemac_error_kind kind = classify(state, otherwise);
	bool fresh = session->error->kind == SCHEMAC_ERROR_NONE;
	if (PQresultStatus(result) == PGRES_COPY_IN)
		message = "a revision has no rows for COPY FROM STDIN: use INSERT";
	if (!message || !*message)
		message = PQresultErrorMessage(result);
	bool blocked = kind == SCHEMAC_ERROR_LOCK && *blockers;
	scrt_fail(session, kind, "%s%s%s%s%s%s%s", message, detail ? ": " : "",
		detail ? detail : "", hint ? " — " : "", hint ? hint : "",
		blocked ? "; it is kept by " : "", blocked ? blockers : "");
	if (fresh) {
		session->error->code = print_code(state);
		name_object(session, result);
	}
	PQclear(result);
	return -1;
}
