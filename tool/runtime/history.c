#include "runtime/history.h"

#include <stdio.h>
#include <string.h>

enum { RECORD_VALUES = 10 }; /* of STATEMENT_HISTORY_ADD */

/* Returns the statement that inserts `rows` rows; NULL with the error set on failure. */
static const char *
print_rows(struct session *session, size_t rows)
{
	struct text text = {.pool = &session->pool};
	scrt_text_puts(&text, session->statements[STATEMENT_HISTORY_ADD].sql);
	for (size_t i = 1; i < rows; i++) {
		scrt_text_puts(&text, ", (");
		scrt_text_literal(&text, scrt_version_table(session));
		for (size_t j = 1; j <= RECORD_VALUES; j++) {
			scrt_text_puts(&text, ", $");
			scrt_text_number(&text, i * RECORD_VALUES + j);
		}
		scrt_text_puts(&text, ")");
	}
	if (!text.failed)
		return text.data;
	scrt_no_memory(session);
	return NULL;
}

static int
insert_rows(struct session *session, const char *const *values, size_t rows)
{
	size_t count = rows * RECORD_VALUES;
	if (rows == 1)
		return scrt_version_query(
			session, STATEMENT_HISTORY_ADD, values, count, NULL, NULL);
	struct prepared_statement statement = {print_rows(session, rows), NULL};
	if (!statement.sql)
		return -1;
	return session->db.driver->query(session, &statement, values, count, NULL, NULL);
}

void
scrt_history_drop(struct session *session)
{
	struct history_queue *queue = &session->queue;
	for (size_t i = 0; i < queue->rows * RECORD_VALUES; i++)
		scrt_pool_resize(&session->pool, queue->values[i], 0);
	queue->rows = 0;
}

int
scrt_history_flush(struct session *session)
{
	struct history_queue *queue = &session->queue;
	if (!queue->rows)
		return 0;
	int result = insert_rows(session, (const char *const *)queue->values, queue->rows);
	scrt_history_drop(session);
	return result;
}

/* Appends a copy of a row to the queue; writes the queue if it is full. */
static int
enqueue(struct session *session, const char *const *values)
{
	struct history_queue *queue = &session->queue;
	size_t most = session->db.driver->history_rows;
	if (!queue->values)
		queue->values = scrt_alloc(session, most * RECORD_VALUES, sizeof(*queue->values));
	if (!queue->values)
		return -1;
	char **row = &queue->values[queue->rows++ * RECORD_VALUES];
	memset(row, 0, RECORD_VALUES * sizeof(*row));
	for (size_t i = 0; i < RECORD_VALUES; i++) {
		if (!values[i])
			continue;
		row[i] = scrt_copy(session, values[i], strlen(values[i]));
		if (!row[i])
			return -1;
	}
	return queue->rows == most ? scrt_history_flush(session) : 0;
}

int
scrt_history_add(struct session *session, const struct history_record *record)
{
	char applied_at[SCRT_DATE_SIZE], duration[24];
	scrt_print_date(applied_at, record->applied_at);
	snprintf(duration, sizeof(duration), "%lld", record->duration_ms);
	const char *const values[RECORD_VALUES] = {record->revision, record->direction,
		record->digest, record->revises, record->message, applied_at, duration,
		session->options.applied_by, session->options.tool, record->down};
	return session->db.driver->history_rows ? enqueue(session, values)
						: insert_rows(session, values, 1);
}

int
scrt_history_last(struct session *session, const char *id, row_function *row, void *data)
{
	return scrt_version_query(session, STATEMENT_HISTORY_LAST, &id, 1, row, data);
}

int
scrt_history_digests(struct session *session, row_function *row, void *data)
{
	return scrt_version_query(session, STATEMENT_HISTORY_DIGESTS, NULL, 0, row, data);
}

int
scrt_history_all(struct session *session, row_function *row, void *data)
{
	return scrt_version_query(session, STATEMENT_HISTORY_ALL, NULL, 0, row, data);
}
