/* Takes over the caller's connection, and gives it back as it was. */
#include "runtime/postgresql/postgresql_internal.h"

#include <string.h>

/* Reports a notice as a progress event. By default, libpq prints it to standard error. */
static void
take_notice(void *data, const PGresult *result)
{
	struct session *session = data;
	const char *text = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
	const char *severity = PQresultErrorField(result, PG_DIAG_SEVERITY_NONLOCALIZED);
	if (!text || !session->revision)
		return;
	session->progress.line = session->line;
	session->progress.warning = severity && strcmp(severity, "WARNING") == 0;
	scrt_progress_text(session, SCHEMAC_EVENT_NOTICE, text);
	session->progress.line = 0;
	session->progress.warning = false;
}

/*
 * Replaces libpq's default notice receiver, which prints. A receiver that the program has set is
 * kept, because its argument could not be restored.
 */
static void
replace_notice_receiver(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	PGconn *unconnected = PQconnectStart("=");
	PQnoticeReceiver own = unconnected ? PQsetNoticeReceiver(unconnected, NULL, NULL) : NULL;
	PQfinish(unconnected);
	if (own && PQsetNoticeReceiver(engine->handle, NULL, NULL) == own) {
		PQsetNoticeReceiver(engine->handle, take_notice, session);
		engine->receiver = own;
	}
}

static bool
is_in_pipeline_mode(const PGconn *handle)
{
#ifdef LIBPQ_HAS_PIPELINING
	return PQpipelineStatus(handle) != PQ_PIPELINE_OFF;
#else
	(void)handle;
	return false;
#endif
}

/*
 * A transaction, a running statement or a pipeline belongs to the caller. It is refused before the
 * first statement is sent, because nothing that is sent then could be taken back.
 */
static int
check_idle(struct session *session, PGconn *handle)
{
	if (PQstatus(handle) != CONNECTION_OK)
		return scrt_fail(session, SCHEMAC_ERROR_DATABASE, "not connected: %s",
			PQerrorMessage(handle));
	if (is_in_pipeline_mode(handle))
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the connection is in pipeline mode: leave it first");
	switch (PQtransactionStatus(handle)) {
	case PQTRANS_IDLE:
		return 0;
	case PQTRANS_ACTIVE:
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"a statement is running on the connection: read all of its results first");
	default:
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the connection is in a transaction: end it first");
	}
}

int
scrt_pg_open(struct session *session)
{
	if (check_idle(session, session->db.handle))
		return -1;
	struct pg_engine *engine = scrt_alloc(session, 1, sizeof(*engine));
	if (!engine)
		return -1;
	engine->handle = session->db.handle;
	session->engine = engine;
	replace_notice_receiver(session);
	return 0;
}

void
scrt_pg_close(struct session *session)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	if (engine && engine->receiver)
		PQsetNoticeReceiver(engine->handle, engine->receiver, NULL);
}
