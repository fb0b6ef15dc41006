/* Runs KEEP and KEEP_END steps; see runtime/keep.h. */
#include "runtime/keep.h"
#include "runtime/postgresql/postgresql_internal.h"

#include <string.h>

static int
run_block(struct session *session, const char *sql)
{
	PGresult *result = scrt_pg_send(session, sql, NULL, 0);
	if (!result)
		return -1;
	if (scrt_pg_succeeded(result)) {
		PQclear(result);
		return 0;
	}
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	bool refused = state && strcmp(state, SCRT_KEEP_SQLSTATE) == 0;
	return scrt_pg_fail(session, result, refused ? SCHEMAC_ERROR_KEEP : SCHEMAC_ERROR_SQL);
}

int
scrt_pg_keep(struct session *session, const struct schemac_step *step)
{
	struct text sql = {.pool = &session->pool};
	if (scrt_statement(session, step->text, strlen(step->text), step->line))
		return -1;
	bool known = scrt_keep_print(&sql, step);
	if (sql.failed)
		return scrt_no_memory(session);
	if (!known)
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"'%s' is not an object whose properties can be kept", step->text);
	int result = run_block(session, sql.data);
	scrt_pool_resize(&session->pool, sql.data, 0);
	return result;
}
