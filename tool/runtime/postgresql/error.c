#include "runtime/postgresql/postgresql_internal.h"

#include <stdlib.h>
#include <string.h>

/* SQLSTATEs (PostgreSQL 15, appendix A). A shorter string is a prefix, such as a class. */
static const struct {
	const char *state;
	enum schemac_error_kind kind;
} kinds[] = {
	{"55P03", SCHEMAC_ERROR_LOCK}, /* lock_not_available: lock_timeout */
	{"40P01", SCHEMAC_ERROR_LOCK}, /* deadlock_detected */
	{"40001", SCHEMAC_ERROR_LOCK}, /* serialization_failure */
	{"08", SCHEMAC_ERROR_DATABASE},
	{"57P", SCHEMAC_ERROR_DATABASE}, /* the server is shutting down, or ended the session */
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

/* query_canceled: statement_timeout, which may be over before lock_timeout. */
static bool
is_canceled(const char *state)
{
	return state && strcmp(state, "57014") == 0;
}

/* Reads an SQLSTATE as a five-digit base-36 number. */
static int
read_state(const char *state)
{
	return state ? (int)strtol(state, NULL, 36) : 0;
}

static void
set_object(struct session *session, const PGresult *result)
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
scrt_pg_fail(struct session *session, PGresult *result, enum schemac_error_kind kind)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	const char *message = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *detail = PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
	const char *hint = PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
	bool first = session->error->kind == SCHEMAC_ERROR_NONE;
	const struct pg_engine *engine = scrt_pg_engine(session);
	kind = engine->gave_up ? SCHEMAC_ERROR_LOCK : classify(state, kind);
	if (PQresultStatus(result) == PGRES_COPY_IN)
		message = SCRT_PG_COPY_REFUSED;
	if (!message || !*message)
		message = PQresultErrorMessage(result);
	bool blocked = *engine->blockers && (kind == SCHEMAC_ERROR_LOCK || is_canceled(state));
	scrt_fail(session, kind, "%s%s%s%s%s%s%s", message, detail ? ": " : "",
		detail ? detail : "", hint ? " — " : "", hint ? hint : "",
		blocked ? "; the lock is held by " : "", blocked ? engine->blockers : "");
	if (first) {
		session->error->code = read_state(state);
		set_object(session, result);
	}
	PQclear(result);
	return -1;
}
