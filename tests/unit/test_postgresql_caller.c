/*
 * The caller's own work on a PostgreSQL connection: every function of the runtime refuses a
 * connection that is in use, and changes nothing about it.
 */
#include "postgresql_fixture.h"

#include <sys/socket.h>

enum call {
	CALL_UPGRADE,
	CALL_DOWNGRADE,
	CALL_RUN,
	CALL_DOWNGRADE_STORED,
	CALL_STAMP,
	CALL_ENSURE_VERSION,
	CALL_STATUS,
	CALL_HISTORY,
	CALL_CHECK_DRIFT,
	CALL_COUNT
};

static int
take_entry(void *data, const struct schemac_history_entry *entry)
{
	(void)data;
	(void)entry;
	return 0;
}

static int
call(struct pg_fixture *f, enum call number)
{
	struct schemac_db db = schemac_postgresql(f->handle);
	const struct schemac_bundle *bundle = &f->bundle;
	const struct schemac_options *options = &f->options;
	const struct schemac_move move = {1, SCHEMAC_UP};
	const size_t revision = 1;
	struct schemac_status status = {0};
	size_t count;
	int result = -1;
	switch (number) {
	case CALL_UPGRADE:
		return schemac_upgrade(db, bundle, options, &f->error);
	case CALL_DOWNGRADE:
		return schemac_downgrade(db, bundle, NULL, options, &f->error);
	case CALL_RUN:
		return schemac_run(db, bundle, &move, 1, options, &f->error);
	case CALL_DOWNGRADE_STORED:
		return schemac_downgrade_stored(db, bundle, "a", options, &f->error);
	case CALL_STAMP:
		return schemac_stamp(db, bundle, &revision, 1, options, &f->error);
	case CALL_ENSURE_VERSION:
		return schemac_ensure_version(db, bundle, options, &f->error);
	case CALL_STATUS:
		result = schemac_status(&status, db, bundle, options, &f->error);
		schemac_status_release(&status);
		return result;
	case CALL_HISTORY:
		return schemac_history(db, bundle, take_entry, NULL, options, &f->error);
	case CALL_CHECK_DRIFT:
		return schemac_check_drift(&count, db, bundle, NULL, NULL, options, &f->error);
	case CALL_COUNT:
		break;
	}
	return result;
}

/* A database at revision a, with b pending, so that every function has something to do. */
static void
begin(struct pg_fixture *f)
{
	pg_init(f);
	pg_sql(f, "CREATE TABLE posts (title text)");
	pg_add_plain(f, "a", "");
	pg_assert_ok(f, pg_upgrade(f));
	pg_add_plain(f, "b", "a");
	f->options.busy_timeout_ms = 300;
}

/* Each function refuses with this message; the state of the connection stays the same. */
static void
assert_refused(struct pg_fixture *f, enum schemac_error_kind kind, const char *message)
{
	PGTransactionStatusType before = PQtransactionStatus(f->handle);
	for (enum call number = 0; number < CALL_COUNT; number++) {
		memset(&f->error, 0, sizeof(f->error));
		assert_int_equal(call(f, number), -1);
		if (f->error.kind != kind ||
			strncmp(f->error.message, message, strlen(message)) != 0)
			fail_msg("call %d: kind %d: %s", (int)number, (int)f->error.kind,
				f->error.message);
		assert_int_equal(PQtransactionStatus(f->handle), before);
	}
}

static void
test_in_transaction(void **state)
{
	(void)state;
	struct pg_fixture f;
	begin(&f);
	pg_sql(&f, "BEGIN");
	pg_sql(&f, "INSERT INTO posts VALUES ('mine')");
	pg_sql(&f, "SET LOCAL lock_timeout = '9s'");
	assert_refused(&f, SCHEMAC_ERROR_USAGE, "the connection is in a transaction: end it first");
	assert_string_equal(pg_text(&f, "SHOW lock_timeout"), "9s");
	pg_sql(&f, "COMMIT");
	assert_string_equal(pg_text(&f, "SELECT title FROM posts"), "mine");
	pg_release(&f);
}

/* Savepoints that the caller has set can still be returned to. */
static void
test_in_failed_transaction(void **state)
{
	(void)state;
	struct pg_fixture f;
	begin(&f);
	pg_sql(&f, "BEGIN");
	pg_sql(&f, "INSERT INTO posts VALUES ('mine')");
	pg_sql(&f, "SAVEPOINT s");
	PQclear(PQexec(f.handle, "SELECT 1 / 0"));
	assert_int_equal(PQtransactionStatus(f.handle), PQTRANS_INERROR);
	assert_refused(&f, SCHEMAC_ERROR_USAGE, "the connection is in a transaction: end it first");
	pg_sql(&f, "ROLLBACK TO s");
	pg_sql(&f, "COMMIT");
	assert_string_equal(pg_text(&f, "SELECT title FROM posts"), "mine");
	pg_release(&f);
}

static const char running[] = "a statement is running on the connection";

static void
test_statement_is_running(void **state)
{
	(void)state;
	struct pg_fixture f;
	begin(&f);
	assert_int_equal(PQsendQuery(f.handle, "SELECT generate_series(1, 3)"), 1);
	assert_int_equal(PQsetSingleRowMode(f.handle), 1);
	assert_refused(&f, SCHEMAC_ERROR_USAGE, running);
	PGresult *row = PQgetResult(f.handle);
	assert_int_equal(PQresultStatus(row), PGRES_SINGLE_TUPLE);
	PQclear(row);
	assert_refused(&f, SCHEMAC_ERROR_USAGE, running);
	int rows = 1;
	while ((row = PQgetResult(f.handle))) {
		rows += PQntuples(row);
		PQclear(row);
	}
	assert_int_equal(rows, 3);
	pg_assert_ok(&f, pg_upgrade(&f));
	pg_release(&f);
}

static void
test_copy(void **state)
{
	(void)state;
	struct pg_fixture f;
	begin(&f);
	PGresult *result = PQexec(f.handle, "COPY posts FROM STDIN");
	assert_int_equal(PQresultStatus(result), PGRES_COPY_IN);
	PQclear(result);
	assert_int_equal(PQputCopyData(f.handle, "one\n", 4), 1);
	assert_refused(&f, SCHEMAC_ERROR_USAGE, running);
	assert_int_equal(PQputCopyEnd(f.handle, NULL), 1);
	while ((result = PQgetResult(f.handle))) {
		assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
		PQclear(result);
	}
	result = PQexec(f.handle, "COPY posts TO STDOUT");
	assert_int_equal(PQresultStatus(result), PGRES_COPY_OUT);
	PQclear(result);
	assert_refused(&f, SCHEMAC_ERROR_USAGE, running);
	char *row;
	assert_int_equal(PQgetCopyData(f.handle, &row, 0), 4);
	assert_string_equal(row, "one\n");
	PQfreemem(row);
	assert_int_equal(PQgetCopyData(f.handle, &row, 0), -1);
	while ((result = PQgetResult(f.handle)))
		PQclear(result);
	pg_release(&f);
}

#ifdef LIBPQ_HAS_PIPELINING
static void
test_pipeline(void **state)
{
	(void)state;
	struct pg_fixture f;
	begin(&f);
	assert_int_equal(PQenterPipelineMode(f.handle), 1);
	assert_refused(&f, SCHEMAC_ERROR_USAGE, "the connection is in pipeline mode");
	assert_int_equal(PQpipelineStatus(f.handle), PQ_PIPELINE_ON);
	assert_int_equal(PQsendQueryParams(f.handle, "INSERT INTO posts VALUES ('queued')", 0, NULL,
				 NULL, NULL, NULL, 0),
		1);
	assert_refused(&f, SCHEMAC_ERROR_USAGE, "the connection is in pipeline mode");
	assert_int_equal(PQpipelineSync(f.handle), 1);
	for (PGresult *result; (result = PQgetResult(f.handle)) != NULL; PQclear(result))
		assert_int_equal(PQresultStatus(result), PGRES_COMMAND_OK);
	PGresult *sync = PQgetResult(f.handle);
	assert_int_equal(PQresultStatus(sync), PGRES_PIPELINE_SYNC);
	PQclear(sync);
	assert_int_equal(PQexitPipelineMode(f.handle), 1);
	assert_string_equal(pg_text(&f, "SELECT title FROM posts"), "queued");
	pg_assert_ok(&f, pg_upgrade(&f));
	pg_release(&f);
}
#endif

static void
test_closed_connection(void **state)
{
	(void)state;
	struct pg_fixture f;
	begin(&f);
	PGconn *good = f.handle;
	f.handle = pg_connect(&f);
	shutdown(PQsocket(f.handle), SHUT_RDWR);
	PQclear(PQexec(f.handle, "SELECT 1"));
	assert_int_equal(PQstatus(f.handle), CONNECTION_BAD);
	assert_refused(&f, SCHEMAC_ERROR_DATABASE, "not connected");
	PQfinish(f.handle);
	f.handle = PQconnectStart("host=/nowhere");
	assert_refused(&f, SCHEMAC_ERROR_DATABASE, "not connected");
	PQfinish(f.handle);
	f.handle = good;
	pg_release(&f);
}

/* A nonblocking connection stays one. */
static void
test_nonblocking(void **state)
{
	(void)state;
	struct pg_fixture f;
	begin(&f);
	assert_int_equal(PQsetnonblocking(f.handle, 1), 0);
	for (enum call number = 0; number < CALL_COUNT; number++)
		if (number != CALL_DOWNGRADE && number != CALL_DOWNGRADE_STORED)
			pg_assert_ok(&f, call(&f, number));
	assert_int_equal(PQisnonblocking(f.handle), 1);
	assert_string_equal(pg_versions(&f), "b");
	pg_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_in_transaction),
		cmocka_unit_test(test_in_failed_transaction),
		cmocka_unit_test(test_statement_is_running),
		cmocka_unit_test(test_copy),
#ifdef LIBPQ_HAS_PIPELINING
		cmocka_unit_test(test_pipeline),
#endif
		cmocka_unit_test(test_closed_connection),
		cmocka_unit_test(test_nonblocking),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
