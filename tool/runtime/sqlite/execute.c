/* Runs the statements of a revision, one by one, and knows the line of each. */
#include "runtime/sqlite/sqlite_internal.h"

#include <string.h>

/* A place in the text of a step; line and column of the revision file. */
struct cursor {
	const char *at;
	unsigned line; /* 0: unknown, and stays so */
	unsigned column;
};

static void
advance(struct cursor *cursor, const char *to)
{
	for (; cursor->at < to; cursor->at++) {
		cursor->column++;
		if (*cursor->at == '\n') {
			cursor->line += cursor->line != 0;
			cursor->column = 1;
		}
	}
}

static int
locate(struct session *session, const struct cursor *cursor)
{
	session->error->line = cursor->line;
	session->error->column = cursor->line ? cursor->column : 0;
	return -1;
}

static int
fail_at(struct session *session, const struct cursor *cursor, enum schemac_error_kind kind,
	const char *message)
{
	bool fresh = session->error->kind == SCHEMAC_ERROR_NONE;
	scrt_fail(session, kind, "%s", message);
	return fresh ? locate(session, cursor) : -1;
}

/* SQLite's error, at the byte that SQLite names (3.38 or newer), else where the statement begins.
 */
static int
fail_sql(struct session *session, struct cursor cursor, int code)
{
	bool fresh = session->error->kind == SCHEMAC_ERROR_NONE;
#if SQLITE_VERSION_NUMBER >= 3038000
	int offset = sqlite3_error_offset(scrt_sqlite_engine(session)->handle);
	if (offset > 0 && (size_t)offset <= strlen(cursor.at))
		advance(&cursor, cursor.at + offset);
#endif
	scrt_sqlite_fail(session, code, SCHEMAC_ERROR_SQL);
	return fresh ? locate(session, &cursor) : -1;
}

/* PRAGMA [schema .] foreign_keys = or ( */
static bool
sets_foreign_keys(const char *sql)
{
	size_t length;
	unsigned name = 1;
	const char *word = scrt_sqlite_word(sql, 2, &length);
	if (scrt_sqlite_is_word(word, length, "."))
		name = 3;
	word = scrt_sqlite_word(sql, name, &length);
	if (!scrt_sqlite_is_word(word, length, "foreign_keys"))
		return false;
	word = scrt_sqlite_word(sql, name + 1, &length);
	return scrt_sqlite_is_word(word, length, "=") || scrt_sqlite_is_word(word, length, "(");
}

/* Why the statement must not run inside the runtime's transaction, or NULL. */
static const char *
find_forbidden(const char *sql)
{
	size_t length, second_length, third_length;
	const char *first = scrt_sqlite_word(sql, 0, &length);
	const char *second = scrt_sqlite_word(sql, 1, &second_length);
	if (scrt_sqlite_is_word(first, length, "BEGIN") ||
		scrt_sqlite_is_word(first, length, "COMMIT") ||
		scrt_sqlite_is_word(first, length, "END"))
		return "a revision runs inside a transaction already: it can neither begin nor end "
		       "one (no-transaction in the section's line lets it)";
	if (scrt_sqlite_is_word(first, length, "ROLLBACK")) {
		const char *third = scrt_sqlite_word(sql, 2, &third_length);
		if (scrt_sqlite_is_word(second, second_length, "TO") ||
			scrt_sqlite_is_word(third, third_length, "TO"))
			return NULL;
		return "a revision cannot roll back the transaction in which it runs";
	}
	if (scrt_sqlite_is_word(first, length, "ATTACH") ||
		scrt_sqlite_is_word(first, length, "DETACH"))
		return "a revision works on one database: it cannot attach or detach others";
	if (scrt_sqlite_is_word(first, length, "PRAGMA") && sets_foreign_keys(sql))
		return "PRAGMA foreign_keys does nothing inside a transaction: rebuild the table "
		       "between '-- schemac: rebuild' markers, which switch it";
	return NULL;
}

static int
check_statement(struct session *session, const struct cursor *cursor, sqlite3_stmt *statement)
{
	const char *forbidden = session->in_transaction ? find_forbidden(cursor->at) : NULL;
	if (forbidden)
		return fail_at(session, cursor, SCHEMAC_ERROR_TRANSACTION, forbidden);
	if (sqlite3_bind_parameter_count(statement) > 0)
		return fail_at(session, cursor, SCHEMAC_ERROR_SQL,
			"the statement has a parameter, which nobody gives a value");
	return 0;
}

/* A statement that fails with BUSY outside a transaction can be tried again, see sqlite3_step(). */
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
		return locate(session, cursor);
	if (step_all(session, cursor, statement, NULL, NULL))
		return -1;
	if (session->in_transaction && sqlite3_get_autocommit(scrt_sqlite_engine(session)->handle))
		return fail_at(session, cursor, SCHEMAC_ERROR_TRANSACTION,
			"the statement ended the transaction in which the revision runs");
	return 0;
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
	struct engine *engine = scrt_sqlite_engine(session);
	struct cursor cursor = {step->text, step->line, 1};
	for (;;) {
		advance(&cursor, scrt_sqlite_skip(cursor.at));
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
		/* A byte that SQLite neither runs nor passes over would be met for ever. */
		advance(&cursor, tail > cursor.at ? tail : cursor.at + 1);
	}
}

/* The query alone: neither a second statement nor one that writes or ends the transaction. */
static int
check_query(
	struct session *session, const struct cursor *cursor, sqlite3_stmt *query, const char *tail)
{
	if (query && sqlite3_stmt_readonly(query) && sqlite3_column_count(query) &&
		!*scrt_sqlite_skip(tail))
		return check_statement(session, cursor, query);
	return fail_at(session, cursor, SCHEMAC_ERROR_SQL,
		"this takes one query, and nothing that writes");
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
	/* Where in its line the query stands is not known. */
	if (result)
		session->error->column = 0;
	return result;
}

int
scrt_sqlite_check_transaction(struct session *session)
{
	bool open = !sqlite3_get_autocommit(scrt_sqlite_engine(session)->handle);
	if (open == session->in_transaction)
		return 0;
	return scrt_fail(session, SCHEMAC_ERROR_TRANSACTION,
		open ? "%s left a transaction open" : "%s ended the transaction in which it ran",
		session->step->text);
}
