#include "runtime/sqlite/sqlite_internal.h"

/*
 * Prepares ROLLBACK again. A PRAGMA and sqlite3_db_config() expire every prepared statement, and
 * without memory SQLite could not prepare it again when it is needed.
 */
int
scrt_sqlite_renew_rollback(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	sqlite3_stmt *renewed = NULL;
	if (!session->in_transaction || !engine->rollback)
		return 0;
	if (scrt_sqlite_prepare(session, &renewed, "ROLLBACK"))
		return -1;
	sqlite3_finalize(engine->rollback);
	engine->rollback = renewed;
	return 0;
}
