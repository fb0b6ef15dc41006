#include "runtime/sqlite/sqlite_internal.h"

enum {
	DEFAULT_TIMEOUT = 30000, /* milliseconds */
	LONGEST_NAP = 50,
};

static enum schemac_error_kind
classify(int code, enum schemac_error_kind otherwise)
{
	switch (code & 0xff) {
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return SCHEMAC_ERROR_LOCK;
	case SQLITE_NOMEM:
		return SCHEMAC_ERROR_NO_MEMORY;
	case SQLITE_INTERRUPT:
		return SCHEMAC_ERROR_INTERRUPTED;
	case SQLITE_NOTADB:
	case SQLITE_CORRUPT:
	case SQLITE_READONLY:
	case SQLITE_FULL:
	case SQLITE_IOERR:
	case SQLITE_CANTOPEN:
	case SQLITE_PERM:
	case SQLITE_PROTOCOL:
	case SQLITE_NOLFS:
	case SQLITE_MISUSE:
		return SCHEMAC_ERROR_DATABASE;
	case SQLITE_CONSTRAINT: /* deferred keys, which only COMMIT checks */
		return SCHEMAC_ERROR_SQL;
	default:
		return otherwise;
	}
}

int
scrt_sqlite_fail(struct session *session, int code, enum schemac_error_kind otherwise)
{
	sqlite3 *handle = scrt_sqlite_engine(session)->handle;
	enum schemac_error_kind kind = classify(code, otherwise);
	bool fresh = session->error->kind == SCHEMAC_ERROR_NONE;
	if (kind == SCHEMAC_ERROR_NO_MEMORY)
		scrt_no_memory(session);
	else if ((sqlite3_errcode(handle) & 0xff) == (code & 0xff))
		scrt_fail(session, kind, "%s", sqlite3_errmsg(handle));
	else
		scrt_fail(session, kind, "%s", sqlite3_errstr(code));
	if (fresh)
		session->error->code = code;
	return -1;
}

static int
time_out(struct session *session, int code, long long waited)
{
	scrt_fail(session, SCHEMAC_ERROR_LOCK, "%s: another connection has kept it so for %lld ms",
		sqlite3_errstr(code), waited);
	session->error->code = code;
	return -1;
}

int
scrt_sqlite_wait(struct session *session, struct wait *wait, int code)
{
	if ((code & 0xff) != SQLITE_BUSY)
		return 0;
	long long limit = session->options.busy_timeout_ms ? session->options.busy_timeout_ms
							   : DEFAULT_TIMEOUT;
	long long now = scrt_elapsed();
	if (!wait->since) {
		wait->since = now ? now : 1;
		scrt_progress(session, SCHEMAC_EVENT_WAITING);
	}
	if (now - wait->since >= limit)
		return time_out(session, code, now - wait->since);
	if (scrt_check_interrupt(session))
		return -1;
	int nap = wait->naps < LONGEST_NAP ? (int)++wait->naps : LONGEST_NAP;
	long long left = limit - (now - wait->since);
	sqlite3_sleep(nap < left ? nap : (int)left);
	return 1;
}
