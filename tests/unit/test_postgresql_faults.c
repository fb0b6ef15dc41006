/*
 * Injects failures into the PostgreSQL part of the runtime: of the n-th allocation, and of the
 * connection at the n-th statement. Afterwards the database is either unchanged or complete, the
 * connection is unchanged if it still exists, and a second run finishes the work.
 */
#include "postgresql_fixture.h"

#include <sys/socket.h>

struct fault {
	long left; /* number of requests that succeed before the one that fails; -1: all succeed */
	bool keeps_failing;
	bool failed;
};

static bool
is_fault(struct fault *fault)
{
	if (fault->left < 0)
		return false;
	if (fault->left > 0) {
		fault->left--;
		return false;
	}
	fault->failed = true;
	if (!fault->keeps_failing)
		fault->left = -1;
	return true;
}

static void *
resize_faulty(void *data, void *old, size_t size)
{
	if (size == 0) {
		free(old);
		return NULL;
	}
	return is_fault(data) ? NULL : realloc(old, size);
}

struct work {
	struct pg_fixture f;
	struct fault fault;
	struct schemac_allocator allocator;
};

static void
cut_connection(void *data, const struct schemac_progress *progress)
{
	struct work *work = data;
	if (progress->event == SCHEMAC_EVENT_STATEMENT && is_fault(&work->fault))
		shutdown(PQsocket(work->f.handle), SHUT_RDWR);
}

static void
begin(struct work *work)
{
	memset(work, 0, sizeof(*work));
	pg_init(&work->f);
	work->fault.left = -1;
	work->allocator = (struct schemac_allocator){resize_faulty, &work->fault};
	work->f.options.lock_timeout_ms = 500; /* differs from the program's own setting */
	pg_sql(&work->f, "SET search_path = public; SET lock_timeout = '7s'");
	pg_add(&work->f, "a", "",
		"CREATE TABLE users (id int PRIMARY KEY, name text); SET search_path = '';\n"
		"INSERT INTO public.users VALUES (1, 'ann'), (2, 'bob');",
		"DROP TABLE users;");
	pg_add(&work->f, "b", "a", "@expect-no-rows SELECT id FROM users WHERE id > 7", "");
	pg_add(&work->f, "c", "b",
		"CREATE INDEX i ON users (name); CREATE VIEW v AS SELECT * FROM users;",
		"DROP VIEW v; DROP INDEX i;");
}

/* Adds a revision that drops a view and creates it again. */
static void
add_keep(struct work *work)
{
	pg_add(&work->f, "d", "c",
		"@keep view v\nDROP VIEW v; CREATE VIEW v AS SELECT id FROM users;",
		"@keep view v\nDROP VIEW v; CREATE VIEW v AS SELECT * FROM users;");
}

static const char *
state_of(struct work *work)
{
	return pg_text(&work->f,
		"SELECT string_agg(relname, ' ' ORDER BY relname) FROM pg_class"
		" WHERE relnamespace = 'public'::regnamespace AND relname !~ '^schemac'");
}

static const char complete[] = "i users users_pkey v";

/* Asserts that the program's connection has its own settings, no transaction and no lock. */
static void
assert_untouched(struct work *work)
{
	assert_int_equal(PQtransactionStatus(work->f.handle), PQTRANS_IDLE);
	assert_string_equal(pg_text(&work->f, "SELECT current_setting('search_path'),"
					      " current_setting('lock_timeout'), (SELECT count(*)"
					      " FROM pg_locks WHERE locktype = 'advisory'"
					      " AND pid = pg_backend_pid())"),
		"public|7s|0");
}

/* Checks the state after a run. After a failed COMMIT, the changes may be committed. */
static void
check(struct work *work, int result, const char *before, const char *after)
{
	work->fault.left = -1;
	if (result != 0) {
		assert_int_not_equal(work->f.error.kind, SCHEMAC_ERROR_NONE);
		assert_true(work->f.error.message[0] != '\0');
	}
	if (PQstatus(work->f.handle) == CONNECTION_OK) {
		assert_untouched(work);
	} else {
		PQreset(work->f.handle);
		pg_sql(&work->f, "SET search_path = public; SET lock_timeout = '7s'");
	}
	const char *now = state_of(work);
	if (strcmp(now, result != 0 ? before : after) != 0 &&
		(result == 0 || strcmp(now, after) != 0))
		fail_msg("%s: partly applied: %s", work->f.error.message, now);
}

/* Upgrades and downgrades with a fault at the n-th request. False if no fault occurred. */
static bool
run_round(struct work *work, long n, bool keeps_failing)
{
	bool failed = false;
	work->fault = (struct fault){.left = n, .keeps_failing = keeps_failing};
	check(work, pg_upgrade(&work->f), "null", complete);
	failed |= work->fault.failed;
	pg_assert_ok(&work->f, pg_upgrade(&work->f));
	assert_string_equal(state_of(work), complete);
	work->fault = (struct fault){.left = n, .keeps_failing = keeps_failing};
	check(work, pg_downgrade(&work->f, NULL), complete, "null");
	failed |= work->fault.failed;
	pg_assert_ok(&work->f, pg_downgrade(&work->f, NULL));
	assert_string_equal(state_of(work), "null");
	return failed;
}

static void
test_allocations(void **state)
{
	(void)state;
	for (int keeps_failing = 0; keeps_failing < 2; keeps_failing++) {
		struct work work;
		long n = 0;
		begin(&work);
		add_keep(&work);
		work.f.options.allocator = &work.allocator;
		while (run_round(&work, n, keeps_failing))
			n++;
		assert_true(n > 20);
		pg_release(&work.f);
	}
}

static void
test_cut_connections(void **state)
{
	(void)state;
	struct work work;
	long n = 0;
	begin(&work);
	add_keep(&work);
	work.f.options.progress = cut_connection;
	work.f.options.data = &work;
	while (run_round(&work, n, false))
		n++;
	assert_true(n > 4);
	pg_release(&work.f);
}

static int
call(struct work *work, int number)
{
	struct schemac_db db = schemac_postgresql(work->f.handle);
	const struct schemac_options *options = &work->f.options;
	struct schemac_status status;
	size_t count;
	int result;
	switch (number) {
	case 0:
		result = schemac_status(&status, db, &work->f.bundle, options, &work->f.error);
		if (result == 0)
			schemac_status_release(&status);
		return result;
	case 1:
		return schemac_check_drift(
			&count, db, &work->f.bundle, NULL, NULL, options, &work->f.error);
	default:
		return schemac_downgrade_stored(db, &work->f.bundle, "c", options, &work->f.error);
	}
}

/* The functions that only read, and a downgrade that is stored in the database. */
static void
test_other_calls(void **state)
{
	(void)state;
	static const struct schemac_column_shape columns[] = {{"id", "integer", true, 1}};
	static const struct schemac_table_shape tables[] = {{NULL, "users", columns, 1}};
	struct work work;
	begin(&work);
	pg_assert_ok(&work.f, pg_upgrade(&work.f));
	work.f.bundle.tables[SCHEMAC_DIALECT_POSTGRESQL] = tables;
	work.f.bundle.table_count[SCHEMAC_DIALECT_POSTGRESQL] = 1;
	work.f.bundle.revision_count = 2;
	work.f.options.allocator = &work.allocator;
	for (int number = 0; number < 3; number++) {
		bool failed = true;
		for (long n = 0; failed; n++) {
			work.fault = (struct fault){.left = n};
			int result = call(&work, number);
			failed = work.fault.failed;
			work.fault.left = -1;
			if (!failed)
				pg_assert_ok(&work.f, result);
			else
				assert_int_equal(work.f.error.kind, SCHEMAC_ERROR_NO_MEMORY);
			assert_untouched(&work);
		}
	}
	assert_string_equal(state_of(&work), "users users_pkey");
	pg_release(&work.f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_allocations),
		cmocka_unit_test(test_cut_connections),
		cmocka_unit_test(test_other_calls),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
