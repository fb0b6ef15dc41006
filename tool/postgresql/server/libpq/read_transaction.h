/*
 * read_transaction: a transaction for queries of the catalogue.
 *
 * Such a query can wait for a lock: pg_get_expr() and similar functions open the table. Therefore
 * the transaction has a lock_timeout. It and the search path are local to the transaction, because
 * a pooler may give the connection to another client afterwards.
 */
#ifndef SCHEMAC_POSTGRESQL_SERVER_LIBPQ_READ_TRANSACTION_H
#define SCHEMAC_POSTGRESQL_SERVER_LIBPQ_READ_TRANSACTION_H

#include "base/arena.h"

#include <libpq-fe.h>
#include <stdbool.h>

/*
 * Begins a transaction of this mode, such as "REPEATABLE READ, READ ONLY". lock_timeout is in
 * milliseconds; 0: the server's own, or 5 seconds if it has none. In its search path no temporary
 * object and no schema before pg_catalog hides a system object. False if the server refuses; the
 * caller ends the transaction in any case.
 */
bool read_transaction_begin(PGconn *handle, const char *mode, unsigned lock_timeout);

/* Whether the result failed because of lock_timeout. */
bool read_transaction_is_blocked(const PGresult *result);

/* The message of the failed result; after ending the transaction it also names who holds the lock.
 */
const char *read_transaction_error(struct arena *arena, PGconn *handle, const PGresult *result);

/* libpq's last message as one line. */
const char *read_transaction_message(struct arena *arena, const PGconn *handle);

#endif
