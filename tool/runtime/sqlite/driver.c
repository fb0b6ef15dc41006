#include "runtime/sqlite/sqlite_internal.h"
#include "runtime/version.h"

#include <stdio.h>
#include <string.h>

static int
open(struct session *session)
{
	struct sqlite_engine *engine = scrt_alloc(session, 1, sizeof(*engine));
	if (!engine)
		return -1;
	engine->handle = session->db.handle;
	engine->foreign_keys = -1;
	engine->legacy_alter_table = -1;
	engine->lock_file = -1;
	session->engine = engine;
	return 0;
}

static void
close(struct session *session)
{
	for (size_t i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(session->statements[i].prepared);
		session->statements[i].prepared = NULL;
	}
	if (session->engine)
		sqlite3_finalize(scrt_sqlite_engine(session)->rollback);
}

/* SQLite's progress handler. */
static int
watch(void *data)
{
	struct session *session = data;
	return session->options.interrupted(session->options.data);
}

enum { WATCH_EVERY = 10000 /* virtual machine instructions */ };

static int
run_begin(struct session *session, const struct needs *needs)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	sqlite3_int64 legacy_alter_table;
	int foreign_keys = -1;
	if (!sqlite3_get_autocommit(engine->handle))
		return scrt_fail(session, SCHEMAC_ERROR_USAGE,
			"the connection is in a transaction: end it first");
	if (session->options.interrupted)
		sqlite3_progress_handler(engine->handle, WATCH_EVERY, watch, session);
	int code =
		sqlite3_db_config(engine->handle, SQLITE_DBCONFIG_ENABLE_FKEY, -1, &foreign_keys);
	if (code)
		return scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE);
	if (scrt_sqlite_number(
		    session, &legacy_alter_table, "PRAGMA legacy_alter_table", NULL, 0, 0))
		return -1;
	engine->foreign_keys = foreign_keys;
	engine->legacy_alter_table = (int)legacy_alter_table;
	engine->rebuilds = needs->rebuilds;
	if (needs->rebuilds && scrt_sqlite_enforce(session, false))
		return -1;
	return needs->no_transaction ? scrt_sqlite_migration_lock(session) : 0;
}

/* Reports the open transaction before the first error, because the caller must act on it. */
static void
report_open(struct session *session)
{
	char first[sizeof(session->error->message)];
	memcpy(first, session->error->message, sizeof(first));
	if (session->error->kind == SCHEMAC_ERROR_NO_MEMORY) {
		snprintf(session->error->message, sizeof(session->error->message),
			"out of memory; the transaction is still open and cannot be rolled back: "
			"close the connection");
		return;
	}
	snprintf(session->error->message, sizeof(session->error->message),
		"the transaction is still open and cannot be rolled back (%s): close the "
		"connection. The first error was: %.300s",
		sqlite3_errmsg(scrt_sqlite_engine(session)->handle), first);
}

/* The memory of finalized statements may suffice to prepare ROLLBACK. */
static void
release_statements(struct session *session)
{
	for (size_t i = 0; i < STATEMENT_COUNT; i++) {
		sqlite3_finalize(session->statements[i].prepared);
		session->statements[i].prepared = NULL;
	}
	sqlite3_db_release_memory(scrt_sqlite_engine(session)->handle);
}

enum { ROLLBACK_TRIES = 3 };

/*
 * SQLite may have already rolled back because of an error. ROLLBACK was prepared before BEGIN,
 * because by now memory may be exhausted, or the program's authorizer may refuse it.
 */
static void
rollback(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	for (size_t i = 0; i < STATEMENT_COUNT; i++)
		sqlite3_reset(session->statements[i].prepared);
	for (int i = 0; i < ROLLBACK_TRIES && !sqlite3_get_autocommit(engine->handle); i++) {
		sqlite3_step(engine->rollback);
		sqlite3_reset(engine->rollback);
		if (!sqlite3_get_autocommit(engine->handle)) {
			release_statements(session);
			sqlite3_exec(engine->handle, "ROLLBACK", NULL, NULL, NULL);
		}
	}
	if (!sqlite3_get_autocommit(engine->handle))
		report_open(session);
	session->in_transaction = false;
}

static int
run_end(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	int result = 0;
	if (session->options.interrupted)
		sqlite3_progress_handler(engine->handle, 0, NULL, NULL);
	/* A script that ran outside a transaction may have left one open. */
	if (engine->foreign_keys >= 0)
		rollback(session);
	if (engine->legacy_alter_table >= 0 &&
		scrt_sqlite_set_legacy_alter_table(session, engine->legacy_alter_table))
		result = -1;
	if (engine->foreign_keys >= 0 && scrt_sqlite_enforce(session, engine->foreign_keys != 0))
		result = -1;
	engine->legacy_alter_table = engine->foreign_keys = -1;
	scrt_sqlite_migration_unlock(session);
	return result;
}

static int
begin(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	if (!engine->rollback && scrt_sqlite_prepare(session, &engine->rollback, "ROLLBACK"))
		return -1;
	if (scrt_sqlite_query(session, "BEGIN IMMEDIATE", NULL, 0, NULL, NULL))
		return -1;
	session->in_transaction = true;
	return engine->rebuilds ? scrt_sqlite_remember_violations(session) : 0;
}

/* A revision that writes to sqlite_schema can delete the version table unnoticed by SQLite. */
static int
check_version_table(struct session *session)
{
	const char *name = scrt_version_table(session);
	bool has = false;
	if (session->db.driver->has_table(session,
		    session->version_schema ? session->version_schema : "main", name, &has))
		return -1;
	return has ? 0
		   : scrt_fail(session, SCHEMAC_ERROR_DATABASE,
			     "table %s no longer exists: a revision has deleted it", name);
}

static int
commit(struct session *session)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	if (check_version_table(session))
		return -1;
	if (engine->rebuilds && scrt_sqlite_compare_violations(session))
		return -1;
	if (scrt_sqlite_query(session, "COMMIT", NULL, 0, NULL, NULL))
		return -1;
	session->in_transaction = false;
	return 0;
}

static enum transaction
transaction(struct session *session)
{
	return sqlite3_get_autocommit(scrt_sqlite_engine(session)->handle) ? TRANSACTION_NONE
									    : TRANSACTION_OPEN;
}

static int
has_table(struct session *session, const char *schema, const char *name, bool *has)
{
	struct text sql = {.pool = &session->pool};
	sqlite3_int64 found;
	scrt_text_puts(&sql, "SELECT 1 FROM ");
	scrt_text_name(&sql, schema);
	scrt_text_puts(&sql, ".sqlite_master WHERE type IN ('table', 'view')"
			     " AND name = $1 COLLATE NOCASE");
	if (sql.failed)
		return scrt_no_memory(session);
	int result = scrt_sqlite_number(session, &found, sql.data, &name, 1, 0);
	scrt_pool_resize(&session->pool, sql.data, 0);
	*has = found != 0;
	return result;
}

static int
script_begin(struct session *session, const struct schemac_script *script)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	bool rebuilds = false;
	for (size_t i = 0; i < script->step_count; i++)
		rebuilds |= script->steps[i].kind == SCHEMAC_STEP_REBUILD;
	/*
	 * A script without a rebuild relies on cascades, even if another script of the run has a
	 * rebuild.
	 */
	return engine->rebuilds ? scrt_sqlite_enforce(session, engine->foreign_keys && !rebuilds)
				: 0;
}

static int
script_end(struct session *session, const struct schemac_script *script)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	(void)script;
	if (engine->set_aside && scrt_sqlite_set_aside_finish(session))
		return -1;
	if (engine->rebuild && scrt_sqlite_rebuild_finish(session))
		return -1;
	if (engine->rebuilds && scrt_sqlite_enforce(session, false))
		return -1;
	return scrt_sqlite_set_legacy_alter_table(session, engine->legacy_alter_table);
}

static const struct schemac_driver sqlite_driver = {
	.dialect = SCHEMAC_DIALECT_SQLITE,
	.engine = "SQLite",
	.default_schema = "main",
	.history_id = "INTEGER PRIMARY KEY",
	/*
	 * The shadow tables of a virtual table are prefixed with its name: TABLE_content,
	 * TABLE_node…
	 */
	.tables_sql = "SELECT name FROM main.sqlite_master AS t WHERE type = 'table'"
		      " AND name NOT LIKE 'sqlite@_%' ESCAPE '@' AND NOT EXISTS"
		      " (SELECT 1 FROM main.sqlite_master AS v WHERE v.type = 'table'"
		      " AND v.rootpage = 0 AND t.rootpage <> 0"
		      " AND substr(t.name, 1, length(v.name) + 1) = v.name || '_' COLLATE NOCASE)"
		      " ORDER BY name",
	/* hidden: 1 marks a hidden column of a virtual table, 2 and 3 mark generated columns. */
	.columns_sql = "SELECT name, type, \"notnull\", pk FROM pragma_table_xinfo($1, $2)"
		       " WHERE hidden <> 1 ORDER BY cid",
	.open = open,
	.close = close,
	.run_begin = run_begin,
	.run_end = run_end,
	.begin = begin,
	.commit = commit,
	.rollback = rollback,
	.transaction = transaction,
	.query = scrt_sqlite_query_statement,
	.has_table = has_table,
	.script_begin = script_begin,
	.script_end = script_end,
	.sql = scrt_sqlite_execute,
	.query_step = scrt_sqlite_query_step,
	.rebuild_begin = scrt_sqlite_rebuild_begin,
	.rebuild_end = scrt_sqlite_rebuild_end,
	.first_word = scrt_sqlite_first_word,
};

struct schemac_db
schemac_sqlite(sqlite3 *handle)
{
	struct schemac_db db = {&sqlite_driver, handle};
	return db;
}
