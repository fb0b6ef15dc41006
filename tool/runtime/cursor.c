#include "runtime/cursor.h"

static const struct {
	enum schemac_error_kind kind;
	const char *message;
} faults[FAULT_COUNT] = {
	[FAULT_TRANSACTION] = {SCHEMAC_ERROR_TRANSACTION,
		"a revision runs inside a transaction and can neither begin nor end one, unless its"
		" section has no-transaction"},
	[FAULT_ROLLBACK] = {SCHEMAC_ERROR_TRANSACTION,
		"a revision cannot roll back the transaction in which it runs"},
	[FAULT_PREPARE] = {SCHEMAC_ERROR_TRANSACTION,
		"a revision cannot prepare the transaction in which it runs"},
	[FAULT_ENDED] = {SCHEMAC_ERROR_TRANSACTION,
		"the statement ended the transaction in which the revision runs"},
	[FAULT_ATTACH] = {SCHEMAC_ERROR_TRANSACTION,
		"a revision cannot attach or detach a database"},
	[FAULT_FOREIGN_KEYS] = {SCHEMAC_ERROR_TRANSACTION,
		"PRAGMA foreign_keys has no effect inside a transaction: put the rebuild of the"
		" table between '-- schemac: rebuild' and '-- schemac: rebuild-end'"},
	[FAULT_PARAMETER] = {SCHEMAC_ERROR_SQL,
		"the statement has a parameter, which a revision cannot bind"},
	[FAULT_NOT_A_QUERY] = {SCHEMAC_ERROR_SQL,
		"expect-no-rows requires a single read-only query"},
};

void
scrt_cursor_advance(struct cursor *cursor, const char *to)
{
	for (; cursor->at < to; cursor->at++) {
		cursor->column++;
		if (*cursor->at == '\n') {
			cursor->line += cursor->line != 0;
			cursor->column = 1;
		}
	}
}

int
scrt_cursor_locate(struct session *session, const struct cursor *cursor)
{
	session->error->line = cursor->line;
	session->error->column = cursor->line ? cursor->column : 0;
	return -1;
}

int
scrt_cursor_fail(
	struct session *session, const struct cursor *cursor, enum statement_fault fault)
{
	bool first = session->error->kind == SCHEMAC_ERROR_NONE;
	scrt_fail(session, faults[fault].kind, "%s", faults[fault].message);
	return first ? scrt_cursor_locate(session, cursor) : -1;
}

enum statement_fault
scrt_cursor_find_fault(const struct session *session, const struct cursor *cursor)
{
	static const char *const keywords[] = {"BEGIN", "START", "COMMIT", "END", "ABORT"};
	word_function *first_word = session->db.driver->first_word;
	if (!session->in_transaction)
		return FAULT_NONE;
	struct word first = first_word(cursor->at);
	for (size_t i = 0; i < sizeof(keywords) / sizeof(*keywords); i++)
		if (scrt_word_is(first, keywords[i]))
			return FAULT_TRANSACTION;
	struct word second = scrt_word_find(first_word, cursor->at, 1);
	if (scrt_word_is(first, "PREPARE") && scrt_word_is(second, "TRANSACTION"))
		return FAULT_PREPARE;
	/* ROLLBACK [TRANSACTION] TO savepoint does not end the transaction. */
	if (scrt_word_is(first, "ROLLBACK") && !scrt_word_is(second, "TO") &&
		!scrt_word_is(scrt_word_find(first_word, cursor->at, 2), "TO"))
		return FAULT_ROLLBACK;
	return FAULT_NONE;
}

int
scrt_cursor_check_transaction(struct session *session, const struct cursor *cursor)
{
	if (!session->in_transaction ||
		session->db.driver->transaction(session) == TRANSACTION_OPEN)
		return 0;
	return scrt_cursor_fail(session, cursor, FAULT_ENDED);
}
