/* Runs the statements of a revision one by one. */
#include "runtime/cursor.h"
#include "runtime/sqlite/sqlite_internal.h"

#include <string.h>

/* Sets SQLite's error at the byte it reports (since 3.38), or at the start of the statement. */
static int
fail_sql(struct session *session, struct cursor cursor, int code)
{
	bool first = session->error->kind == SCHEMAC_ERROR_NONE;
#if SQLITE_VERSION_NUMBER >= 3038000
	int offset = sqlite3_error_offset(scrt_sqlite_engine(session)->handle);
	if (offset > 0 && (size_t)offset <= strlen(cursor.at))
		scrt_cursor_advance(&cursor, cursor.at + offset);
#endif
	scrt_sqlite_fail(session, code, SCHEMAC_ERROR_SQL);
	return first ? scrt_cursor_locate(session, &cursor) : -1;
}

/* PRAGMA [schema .] foreign_keys = or ( */
static bool
sets_foreign_keys(const char *sql)
{
	unsigned name = scrt_word_is(scrt_sqlite_word(sql, 2), ".") ? 3 : 1;
	struct word next = scrt_sqlite_word(sql, name + 1);
	return scrt_word_is(scrt_sqlite_word(sql, name), "foreign_keys") &&
	       (scrt_word_is(next, "=") || scrt_word_is(next, "("));
}

/* The SQLite-specific rules, in addition to those of cursor.h. */
static enum statement_fault
find_fault(const struct session *session, const struct cursor *cursor)
{
	struct word first = scrt_sqlite_first_word(cursor->at);
	if (!session->in_transaction)
		return FAULT_NONE;
	if (scrt_word_is(first, "ATTACH") || scrt_word_is(first, "DETACH"))
		return FAULT_ATTACH;
	if (scrt_word_is(first, "PRAGMA") && sets_foreign_keys(cursor->at))
		return FAULT_FOREIGN_KEYS;
	return FAULT_NONE;
}

static int
check_statement(struct session *session, const struct cursor *cursor, sqlite3_stmt *statement)
{
	enum statement_fault fault = scrt_cursor_find_fault(session, cursor);
	if (!fault)
		fault = find_fault(session, cursor);
	if (!fault && sqlite3_bind_parameter_count(statement) > 0)
		fault = FAULT_PARAMETER;
	return fault ? scrt_cursor_fail(session, cursor, fault) : 0;
}

/* Outside a transaction, a statement that fails with SQLITE_BUSY can be retried. */
static int
step_all(struct session *session, const struct cursor *cursor, sqlite3_stmt *statement,
	row_function *row, void *data)
{
	struct wait wait = {0, 0};
	bool started = session->in_transaction;
	for (;;) {
		int code = sqlite3_step(statement);
		if (code == SQLITE_DONE)
			return 0;
		if (code == SQLITE_ROW) {
			started = true;
			int stop = row ? scrt_sqlite_take_row(session, statement, row, data) : 0;
			if (stop)
				return stop < 0 ? -1 : 0;
			continue;
		}
		int again = started ? 0 : scrt_sqlite_wait(session, &wait, code);
		if (!again)
			again = scrt_sqlite_set_aside(session, statement, cursor->at, code);
		if (again < 0)
			return -1;
		if (!again)
			return fail_sql(session, *cursor, code);
		sqlite3_reset(statement);
	}
}

static int
run_statement(struct session *session, const struct cursor *cursor, sqlite3_stmt *statement,
	size_t length)
{
	if (check_statement(session, cursor, statement))
		return -1;
	if (scrt_statement(session, cursor->at, length, cursor->line))
		return scrt_cursor_locate(session, cursor);
	if (scrt_sqlite_before_drop(session, cursor->at))
		return -1;
	if (step_all(session, cursor, statement, NULL, NULL))
		return -1;
	if (scrt_sqlite_after_drop(session, cursor->at))
		return -1;
	if (scrt_word_is(scrt_sqlite_first_word(cursor->at), "PRAGMA") &&
		scrt_sqlite_renew_rollback(session))
		return -1;
	return scrt_cursor_check_transaction(session, cursor);
}

static int
prepare(struct session *session, const struct cursor *cursor, sqlite3_stmt **statement,
	const char **tail)
{
	struct wait wait = {0, 0};
	int code, again = 0;
	do {
		code = sqlite3_prepare_v2(
			scrt_sqlite_engine(session)->handle, cursor->at, -1, statement, tail);
		if (!session->in_transaction)
			again = scrt_sqlite_wait(session, &wait, code);
	} while (again > 0);
	if (again < 0)
		return -1;
	return code ? fail_sql(session, *cursor, code) : 0;
}

int
scrt_sqlite_execute(struct session *session, const struct schemac_step *step)
{
	struct sqlite_engine *engine = scrt_sqlite_engine(session);
	struct cursor cursor = {step->text, step->line, 1};
	for (;;) {
		scrt_cursor_advance(&cursor, scrt_sqlite_skip(cursor.at));
		if (!*cursor.at)
			return 0;
		sqlite3_stmt *statement = NULL;
		const char *tail = cursor.at;
		int result = prepare(session, &cursor, &statement, &tail);
		if (!result && statement)
			result = run_statement(
				session, &cursor, statement, (size_t)(tail - cursor.at));
		sqlite3_finalize(statement);
		if (!result && engine->rebuild)
			result = scrt_sqlite_rebuild_statement(session, cursor.at);
		if (result)
			return -1;
		/* Always advance, even past a byte that SQLite does not consume. */
		scrt_cursor_advance(&cursor, tail > cursor.at ? tail : cursor.at + 1);
	}
}

/* Fails unless the text is a single query that neither writes nor ends the transaction. */
static int
check_query(
	struct session *session, const struct cursor *cursor, sqlite3_stmt *query, const char *tail)
{
	if (query && sqlite3_stmt_readonly(query) && sqlite3_column_count(query) &&
		!*scrt_sqlite_skip(tail))
		return check_statement(session, cursor, query);
	return scrt_cursor_fail(session, cursor, FAULT_NOT_A_QUERY);
}

int
scrt_sqlite_query_step(
	struct session *session, const struct schemac_step *step, row_function *row, void *data)
{
	struct cursor cursor = {step->text, step->line, 0};
	sqlite3_stmt *query = NULL;
	const char *tail = cursor.at;
	int result = prepare(session, &cursor, &query, &tail);
	if (!result)
		result = check_query(session, &cursor, query, tail);
	if (!result)
		result = scrt_statement(session, step->text, strlen(step->text), step->line);
	if (!result)
		result = step_all(session, &cursor, query, row, data);
	sqlite3_finalize(query);
	/* The query's column within its line is unknown. */
	if (result)
		session->error->column = 0;
	return result;
}
