/* Runs the statements of a revision, one by one, and knows the line of each. */
#include "runtime/postgresql/postgresql_internal.h"

#include <stdlib.h>
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

/* The server's error, at the character it names, else where the statement begins. */
static int
fail_sql(struct session *session, struct cursor cursor, PGresult *result)
{
	bool fresh = session->error->kind == SCHEMAC_ERROR_NONE;
	const char *position = PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION);
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	/* protocol_violation: a value is bound for each $1 that the statement has, and there is none. */
	if (state && strcmp(state, "08P01") == 0) {
		PQclear(result);
		return fail_at(session, &cursor, SCHEMAC_ERROR_SQL,
			"the statement has a parameter, which nobody gives a value");
	}
	if (position)
		advance(&cursor, find_character(cursor.at, strtol(position, NULL, 10)));
	scrt_pg_fail(session, result, SCHEMAC_ERROR_SQL);
	return fresh ? locate(session, &cursor) : -1;
}

/* Words that end or begin the transaction, whatever follows them. */
static const char *const transaction_words[] = {"BEGIN", "START", "COMMIT", "END", "ABORT"};

/* Why the statement must not run inside the runtime's transaction, or NULL. */
static const char *
find_forbidden(const char *sql)
{
	size_t length, second_length, third_length;
	const char *first = scrt_pg_word(sql, 0, &length);
	const char *second = scrt_pg_word(sql, 1, &second_length);
	const char *third = scrt_pg_word(sql, 2, &third_length);
	for (size_t i = 0; i < sizeof(transaction_words) / sizeof(*transaction_words); i++)
		if (scrt_pg_is_word(first, length, transaction_words[i]))
			return "a revision runs inside a transaction already: it can neither begin "
			       "nor end one (no-transaction in the section's line lets it)";
	if (scrt_pg_is_word(first, length, "PREPARE") &&
		scrt_pg_is_word(second, second_length, "TRANSACTION"))
		return "a revision cannot prepare the transaction in which it runs";
	if (scrt_pg_is_word(first, length, "ROLLBACK") &&
		!scrt_pg_is_word(second, second_length, "TO") &&
		!scrt_pg_is_word(third, third_length, "TO"))
		return "a revision cannot roll back the transaction in which it runs";
	return NULL;
}

/* Outside a transaction a statement that met a lock can be tried again by itself. */
static bool
is_to_be_tried_again(struct session *session, const PGresult *result)
{
	const char *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
	return !session->in_transaction && state &&
	       (strcmp(state, "55P03") == 0 || strcmp(state, "40P01") == 0) &&
	       PQtransactionStatus(scrt_pg_engine(session)->handle) == PQTRANS_IDLE &&
	       scrt_pg_pause(session);
}

/* NULL with the error set. */
static PGresult *
send_statement(struct session *session, const char *sql)
{
	for (;;) {
		if (!session->in_transaction && scrt_pg_drop_invalid(session, sql))
			return NULL;
		PGresult *result = scrt_pg_send(session, sql, NULL, 0);
		if (!result || scrt_pg_succeeded(result) || !is_to_be_tried_again(session, result))
			return result;
		PQclear(result);
		if (scrt_check_interrupt(session))
			return NULL;
	}
}

static int
check_still_inside(struct session *session, const struct cursor *cursor)
{
	PGTransactionStatusType status =
		PQtransactionStatus(scrt_pg_engine(session)->handle);
	if (!session->in_transaction || status == PQTRANS_INTRANS)
		return 0;
	return fail_at(session, cursor, SCHEMAC_ERROR_TRANSACTION,
		"the statement ended the transaction in which the revision runs");
}

/* Runs the statement that begins at the cursor; sql is a copy of it. */
static int
run_statement(struct session *session, const struct cursor *cursor, const char *sql,
	row_function *row, void *data)
{
	const char *forbidden = session->in_transaction ? find_forbidden(sql) : NULL;
	if (forbidden)
		return fail_at(session, cursor, SCHEMAC_ERROR_TRANSACTION, forbidden);
	if (scrt_statement(session, cursor->at, strlen(sql), cursor->line))
		return locate(session, cursor);
	bool fresh = session->error->kind == SCHEMAC_ERROR_NONE;
	session->line = cursor->line;
	PGresult *result = send_statement(session, sql);
	session->line = 0;
	if (!result)
		return fresh ? locate(session, cursor) : -1;
	if (!scrt_pg_succeeded(result))
		return fail_sql(session, *cursor, result);
	scrt_pg_take_rows(result, row, data);
	PQclear(result);
	return check_still_inside(session, cursor);
}

int
scrt_pg_execute(struct session *session, const struct schemac_step *step)
{
	struct cursor cursor = {step->text, step->line, 1};
	for (;;) {
		advance(&cursor, scrt_pg_skip(cursor.at));
		if (!*cursor.at)
			return 0;
		const char *end = scrt_pg_statement_end(cursor.at);
		if (end > cursor.at) {
			char *sql = scrt_pool_copy(
				&session->pool, cursor.at, (size_t)(end - cursor.at));
			if (!sql)
				return scrt_no_memory(session);
			int result = run_statement(session, &cursor, sql, NULL, NULL);
			scrt_pool_resize(&session->pool, sql, 0);
			if (result)
				return -1;
		}
		advance(&cursor, *end ? end + 1 : end);
	}
}

/* A subquery can neither write nor end the transaction, nor be followed by another statement. */
int
scrt_pg_query_step(
	struct session *session, const struct schemac_step *step, row_function *row, void *data)
{
	struct cursor cursor = {step->text, step->line, 1};
	const char *end = scrt_pg_statement_end(step->text);
	size_t length;
	const char *first = scrt_pg_word(step->text, 0, &length);
	bool reads = scrt_pg_is_word(first, length, "SELECT") ||
		     scrt_pg_is_word(first, length, "WITH") ||
		     scrt_pg_is_word(first, length, "VALUES") ||
		     scrt_pg_is_word(first, length, "TABLE") || *first == '(';
	if (!reads || (*end && *scrt_pg_skip(end + 1)))
		return fail_at(session, &cursor, SCHEMAC_ERROR_SQL,
			"this takes one query, and nothing that writes");
	struct text sql = {.pool = &session->pool};
	scrt_text_puts(&sql, "SELECT * FROM (");
	scrt_text_add(&sql, step->text, (size_t)(end - step->text));
	scrt_text_puts(&sql, "\n) AS rows_in_the_way");
	if (sql.failed)
		return scrt_no_memory(session);
	int result = run_statement(session, &cursor, sql.data, row, data);
	/* Where in its line the query stands is not known. */
	if (result) {
		session->error->line = step->line;
		session->error->column = 0;
	}
	scrt_pool_resize(&session->pool, sql.data, 0);
	return result;
}

int
scrt_pg_check_transaction(struct session *session)
{
	PGTransactionStatusType status =
		PQtransactionStatus(scrt_pg_engine(session)->handle);
	bool open = status != PQTRANS_IDLE;
	if (open == session->in_transaction && status != PQTRANS_INERROR)
		return 0;
	return scrt_fail(session, SCHEMAC_ERROR_TRANSACTION, "%s %s", session->step->text,
		status == PQTRANS_INERROR ? "left the transaction failed"
		: open                    ? "left a transaction open"
					  : "ended the transaction in which it ran");
}
