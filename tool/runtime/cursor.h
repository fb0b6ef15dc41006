/*
 * cursor: a position in the text of a step, and the errors at that position.
 *
 * Both engines run the statements of a step one by one and report errors with the line and column
 * in the revision file. This module also contains the statement rules that both engines share.
 */
#ifndef SCHEMAC_RUNTIME_CURSOR_H
#define SCHEMAC_RUNTIME_CURSOR_H

#include "runtime/driver.h"

struct cursor {
	const char *at;
	unsigned line;   /* of the revision file, from 1; 0: unknown, and stays unknown */
	unsigned column; /* in bytes, from 1 */
};

/* The reasons why the runtime refuses a statement; their messages are in cursor.c. */
enum statement_fault {
	FAULT_NONE,
	FAULT_TRANSACTION,  /* BEGIN, COMMIT, … inside the runtime's transaction */
	FAULT_ROLLBACK,     /* ROLLBACK inside the runtime's transaction */
	FAULT_PREPARE,      /* PREPARE TRANSACTION */
	FAULT_ENDED,        /* the statement has ended the runtime's transaction */
	FAULT_ATTACH,       /* ATTACH or DETACH */
	FAULT_FOREIGN_KEYS, /* PRAGMA foreign_keys */
	FAULT_PARAMETER,    /* the statement has a parameter */
	FAULT_NOT_A_QUERY,  /* expect-no-rows: no query, several statements, or one that writes */
	FAULT_COUNT
};

/* Moves the cursor forward to `to`, updating line and column. */
void scrt_cursor_advance(struct cursor *cursor, const char *to);

/* Sets the position of the session's error to the cursor. Returns -1. */
int scrt_cursor_locate(struct session *session, const struct cursor *cursor);

/* Sets the session's error to the fault, at the cursor. Returns -1. */
int scrt_cursor_fail(
	struct session *session, const struct cursor *cursor, enum statement_fault fault);

/*
 * Returns the fault of a statement that begins or ends a transaction while the runtime's own is
 * open; FAULT_NONE for any other statement.
 */
enum statement_fault scrt_cursor_find_fault(
	const struct session *session, const struct cursor *cursor);

/* Fails if the statement at the cursor has ended the runtime's transaction. */
int scrt_cursor_check_transaction(struct session *session, const struct cursor *cursor);

#endif
