#include "runtime/sqlite/sqlite_internal.h"

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
	case SQLITE_CONSTRAINT: /* from COMMIT: violations of deferred foreign keys */
		return SCHEMAC_ERROR_SQL;
	default:
		return otherwise;
	}
}

int
scrt_sqlite_fail(struct session *session, int code, enum schemac_error_kind kind)
{
	sqlite3 *handle = scrt_sqlite_engine(session)->handle;
	bool first = session->error->kind == SCHEMAC_ERROR_NONE;
	kind = classify(code, kind);
	if (kind == SCHEMAC_ERROR_NO_MEMORY)
		scrt_no_memory(session);
	else if ((sqlite3_errcode(handle) & 0xff) == (code & 0xff))
		scrt_fail(session, kind, "%s", sqlite3_errmsg(handle));
	else
		scrt_fail(session, kind, "%s", sqlite3_errstr(code));
	if (first)
		session->error->code = code;
	return -1;
}
