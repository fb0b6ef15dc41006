#include "runtime/sqlite/sqlite_internal.h"

#include <stdlib.h>

int
scrt_sqlite_prepare(struct session *session, sqlite3_stmt **statement, const char *sql)
{
	sqlite3 *handle = scrt_sqlite_engine(session)->handle;
	struct wait wait = {0, 0};
	int code, again;
	do {
		code = sqlite3_prepare_v2(handle, sql, -1, statement, NULL);
		again = scrt_sqlite_wait(session, &wait, code);
	} while (again > 0);
	if (again < 0)
		return -1;
	return code ? scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE) : 0;
}

static int
bind(struct session *session, sqlite3_stmt *statement, const char *const *values, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		/* The texts outlive the step: no copy is needed. */
		int code = values[i] ? sqlite3_bind_text(
					       statement, (int)i + 1, values[i], -1, SQLITE_STATIC)
				     : sqlite3_bind_null(statement, (int)i + 1);
		if (code)
			return scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE);
	}
	return 0;
}

enum { MOST_COLUMNS = 16 };

int
scrt_sqlite_take_row(
	struct session *session, sqlite3_stmt *statement, row_function *row, void *data)
{
	const char *values[MOST_COLUMNS] = {NULL};
	int count = sqlite3_column_count(statement);
	for (int i = 0; i < count && i < MOST_COLUMNS; i++) {
		/* Read the type first: a conversion that runs out of memory also returns NULL. */
		if (sqlite3_column_type(statement, i) == SQLITE_NULL)
			continue;
		values[i] = (const char *)sqlite3_column_text(statement, i);
		if (!values[i])
			return scrt_no_memory(session);
	}
	return row && row(data, values) ? 1 : 0;
}

static int
step_all(struct session *session, sqlite3_stmt *statement, row_function *row, void *data)
{
	struct wait wait = {0, 0};
	bool started = false; /* once a statement has returned a row, it cannot be repeated */
	for (;;) {
		int code = sqlite3_step(statement);
		if (code == SQLITE_DONE)
			return 0;
		if (code == SQLITE_ROW) {
			started = true;
			int stop = scrt_sqlite_take_row(session, statement, row, data);
			if (stop)
				return stop < 0 ? -1 : 0;
			continue;
		}
		int again = started ? 0 : scrt_sqlite_wait(session, &wait, code);
		if (again < 0)
			return -1;
		if (!again)
			return scrt_sqlite_fail(session, code, SCHEMAC_ERROR_DATABASE);
		sqlite3_reset(statement);
	}
}

static int
run(struct session *session, sqlite3_stmt *statement, const char *const *values, size_t value_count,
	row_function *row, void *data)
{
	if (bind(session, statement, values, value_count))
		return -1;
	return step_all(session, statement, row, data);
}

int
scrt_sqlite_query(struct session *session, const char *sql, const char *const *values,
	size_t value_count, row_function *row, void *data)
{
	sqlite3_stmt *statement = NULL;
	int result = scrt_sqlite_prepare(session, &statement, sql);
	if (!result)
		result = run(session, statement, values, value_count, row, data);
	sqlite3_finalize(statement);
	return result;
}

int
scrt_sqlite_query_statement(struct session *session, struct prepared_statement *statement,
	const char *const *values, size_t value_count, row_function *row, void *data)
{
	bool kept = statement >= session->statements &&
		    statement < session->statements + STATEMENT_COUNT;
	if (!kept)
		return scrt_sqlite_query(session, statement->sql, values, value_count, row, data);
	sqlite3_stmt *prepared = statement->prepared;
	if (!prepared && scrt_sqlite_prepare(session, &prepared, statement->sql))
		return -1;
	statement->prepared = prepared;
	int result = run(session, prepared, values, value_count, row, data);
	sqlite3_reset(prepared);
	sqlite3_clear_bindings(prepared);
	return result;
}

static int
take_number(void *data, const char *const *values)
{
	if (values[0])
		*(sqlite3_int64 *)data = strtoll(values[0], NULL, 10);
	return 1;
}

int
scrt_sqlite_number(struct session *session, sqlite3_int64 *number, const char *sql,
	const char *const *values, size_t value_count, sqlite3_int64 missing)
{
	*number = missing;
	return scrt_sqlite_query(session, sql, values, value_count, take_number, number);
}
