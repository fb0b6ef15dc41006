/* Runs the statements of a revision one by one. */
#include "runtime/cursor.h"
#include "runtime/postgresql/postgresql_internal.h"

#include <stdlib.h>
#include <string.h>

/* PG_DIAG_STATEMENT_POSITION counts characters, from 1 (PostgreSQL 15, 34.3.1). */
static const char *
find_character(const char *text, long position)
{
	while (*text && position > 1) {
		text++;
		if (((unsigned char)*text & 0xc0) != 0x80)
			position--;
	}
	return text;
}

/* Sets the server's error at the character it reports, or at the start of the statement. */
static int
fail_sql(struct session *session, struct cursor cursor, PGresult *result)
{
	bool first = session->error->kind == SCHEMAC_ERROR_NONE;
	const char *position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	/* protocol_violation: the statement has parameters, and no values were sent. */
	if (state && strcmp(state, "08P01") == 0) {
		PQclear(result);
		return scrt_cursor_fail(session, &cursor, FAULT_PARAMETER);
	}
	if (position)
		scrt_cursor_advance(&cursor, find_character(cursor.at, strtol(position, NULL, 10)));
	scrt_pg_fail(session, result, SCHEMAC_ERROR_SQL);
	return first ? scrt_cursor_locate(session, &cursor) : -1;
}

/* Outside a transaction, a statement that failed because of a lock can be retried on its own. */
static bool
should_retry(struct session *session, const PGresult *result)
{
	struct pg_engine *engine = scrt_pg_engine(session);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	if (session->in_transaction || !state || PQtransactionStatus(engine->handle) != PQTRANS_IDLE)
		return false;
	if (!engine->gave_up && strcmp(state, "55P03") != 0 && strcmp(state, "40P01") != 0)
		return false;
	engine->waited += engine->last_taken;
	scrt_pg_tell(session, "a lock", NULL);
	return scrt_pg_pause(session);
}

/* Returns the result, or NULL with the error set. */
static PGresult *
send_statement(struct session *session, const char *sql)
{
	for (;;) {
		if (!session->in_transaction && scrt_pg_drop_invalid(session, sql))
			return NULL;
		PGresult *result = scrt_pg_send(session, sql, NULL, 0);
		if (!result || scrt_pg_succeeded(result) || !should_retry(session, result))
			return result;
		PQclear(result);
		if (scrt_check_interrupt(session))
			return NULL;
	}
}

/* Runs the statement at the cursor; sql is a copy of its text. */
static int
run_statement(struct session *session, const struct cursor *cursor, const char *sql,
	row_function *row, void *data)
{
	enum statement_fault fault = scrt_cursor_find_fault(session, cursor);
	if (fault)
		return scrt_cursor_fail(session, cursor, fault);
	if (scrt_statement(session, cursor->at, strlen(sql), cursor->line))
		return scrt_cursor_locate(session, cursor);
	bool first = session->error->kind == SCHEMAC_ERROR_NONE;
	session->line = cursor->line;
	PGresult *result = send_statement(session, sql);
	session->line = 0;
	if (!result)
		return first ? scrt_cursor_locate(session, cursor) : -1;
	if (!scrt_pg_succeeded(result))
		return fail_sql(session, *cursor, result);
	scrt_pg_take_rows(result, row, data);
	PQclear(result);
	return scrt_cursor_check_transaction(session, cursor);
}

int
scrt_pg_execute(struct session *session, const struct schemac_step *step)
{
	struct cursor cursor = {step->text, step->line, 1};
	for (;;) {
		scrt_cursor_advance(&cursor, scrt_pg_skip(cursor.at));
		if (!*cursor.at)
			return 0;
		const char *end = scrt_pg_statement_end(cursor.at);
		if (end > cursor.at) {
			char *sql = scrt_copy(session, cursor.at, (size_t)(end - cursor.at));
			if (!sql)
				return -1;
			int result = run_statement(session, &cursor, sql, NULL, NULL);
			scrt_pool_resize(&session->pool, sql, 0);
			if (result)
				return -1;
		}
		scrt_cursor_advance(&cursor, *end ? end + 1 : end);
	}
}

/* As a subquery, the query can neither write nor end the transaction. */
int
scrt_pg_query_step(
	struct session *session, const struct schemac_step *step, row_function *row, void *data)
{
	struct cursor cursor = {step->text, step->line, 1};
	const char *end = scrt_pg_statement_end(step->text);
	struct word first = scrt_pg_first_word(step->text);
	bool reads = scrt_word_is(first, "SELECT") || scrt_word_is(first, "WITH") ||
		     scrt_word_is(first, "VALUES") || scrt_word_is(first, "TABLE") ||
		     scrt_word_is(first, "(");
	if (!reads || (*end && *scrt_pg_skip(end + 1)))
		return scrt_cursor_fail(session, &cursor, FAULT_NOT_A_QUERY);
	struct text sql = {.pool = &session->pool};
	scrt_text_puts(&sql, "SELECT * FROM (");
	scrt_text_add(&sql, step->text, (size_t)(end - step->text));
	scrt_text_puts(&sql, "\n) AS rows_in_the_way");
	if (sql.failed)
		return scrt_no_memory(session);
	int result = run_statement(session, &cursor, sql.data, row, data);
	/* The query's column within its line is unknown. */
	if (result) {
		session->error->line = step->line;
		session->error->column = 0;
	}
	scrt_pool_resize(&session->pool, sql.data, 0);
	return result;
}
