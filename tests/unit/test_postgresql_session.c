/*
 * The session of a PostgreSQL connection: the runtime leaves no setting changed, does not mistake
 * temporary objects or shadowed system objects for the permanent ones, and refuses beforehand what
 * the server would refuse afterwards.
 */
#include "postgresql_fixture.h"

/* Every setting with its source, except those of the transaction. */
static const char *
session_of(struct pg_fixture *f)
{
	static const char query[] =
		"SELECT md5(string_agg(concat_ws('=', name, setting, source), ' ' ORDER BY name)),"
		" current_setting('role'), session_user, (SELECT count(*) FROM pg_locks WHERE"
		" locktype = 'advisory'), current_setting('lock_timeout'),"
		" current_setting('search_path') FROM pg_settings WHERE name !~ '^transaction_'";
	return arena_strdup(&f->arena, pg_text(f, query));
}

static void
test_reading_leaves_nothing(void **state)
{
	(void)state;
	struct pg_fixture f;
	struct schemac_status status;
	size_t count;
	pg_init(&f);
	pg_add_plain(&f, "a", "");
	const char *before = session_of(&f);
	struct schemac_db db = schemac_postgresql(f.handle);
	pg_assert_ok(&f, schemac_status(&status, db, &f.bundle, &f.options, &f.error));
	schemac_status_release(&status);
	pg_assert_ok(&f, schemac_check_drift(&count, db, &f.bundle, NULL, NULL, NULL, &f.error));
	assert_string_equal(session_of(&f), before);
	pg_assert_ok(&f, pg_upgrade(&f));
	pg_assert_ok(&f, pg_upgrade(&f));
	pg_assert_ok(&f, pg_downgrade(&f, NULL));
	assert_string_equal(session_of(&f), before);
	pg_release(&f);
}

static const char changes[] =
	"SET statement_timeout = '7s'; SET work_mem = '9MB'; SET session_replication_role ="
	" replica; SET lock_timeout = '1s'; SET client_encoding = LATIN1;"
	"SET standard_conforming_strings = off; SET extra_float_digits = -2; SET TimeZone = "
	"'Asia/Tokyo';"
	"SET search_path = pg_catalog; SET SESSION AUTHORIZATION settings_role;";

/* The values only: a setting that was restored counts as set by the session. */
static const char *
values_of(struct pg_fixture *f)
{
	static const char query[] =
		"SELECT string_agg(concat_ws('=', name, setting), ' ' ORDER BY name),"
		" current_setting('role'), session_user FROM pg_settings WHERE name IN"
		" ('statement_timeout', 'work_mem', 'session_replication_role', 'lock_timeout',"
		" 'client_encoding', 'standard_conforming_strings', 'extra_float_digits', "
		"'TimeZone',"
		" 'search_path')";
	return arena_strdup(&f->arena, pg_text(f, query));
}

static void
assert_restored(struct pg_fixture *f, const char *script, bool succeeds)
{
	const char *before = values_of(f);
	pg_add(f, "a", "", script, "");
	assert_int_equal(pg_upgrade(f), succeeds ? 0 : -1);
	assert_string_equal(values_of(f), before);
	assert_int_equal(PQtransactionStatus(f->handle), PQTRANS_IDLE);
	pg_sql(f, "DROP TABLE IF EXISTS schemac_version, schemac_history");
	f->bundle.revision_count = 0;
}

static void
test_all_settings_are_restored(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "DROP ROLE IF EXISTS settings_role; CREATE ROLE settings_role;"
		   "SET standard_conforming_strings = off; SET lock_timeout = '8s'");
	assert_restored(&f, changes, true);
	assert_restored(&f, arena_printf(&f.arena, "%s SELECT 1/0;", changes), false);
	assert_restored(&f, arena_printf(&f.arena, "@no-transaction\n%s", changes), true);
	assert_restored(
		&f, arena_printf(&f.arena, "@no-transaction\n%s SELECT 1/0;", changes), false);
	assert_restored(&f, "@no-transaction\nBEGIN; SET work_mem = '8MB'; SELECT 1/0;", false);
	assert_restored(
		&f, "DO $$ BEGIN PERFORM set_config('work_mem', '7MB', false); END $$;", true);
	assert_restored(&f,
		"CREATE FUNCTION f() RETURNS text LANGUAGE sql AS $$ SELECT"
		" set_config('work_mem', '7MB', false) $$; SELECT f();",
		true);
	assert_restored(&f, "DISCARD PLANS; RESET lock_timeout; SET LOCAL work_mem = '8MB';", true);
	pg_sql(&f, "DROP ROLE settings_role");
	pg_release(&f);
}

/* A program that runs as a role remains in it. */
static void
test_role(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "DROP ROLE IF EXISTS settings_role; CREATE ROLE settings_role;"
		   "GRANT ALL ON SCHEMA public TO settings_role; SET ROLE settings_role");
	pg_add(&f, "a", "", "RESET ROLE; CREATE TABLE t (x int);", "DROP TABLE t;");
	pg_add(&f, "b", "a", "CREATE TABLE u (x int);", "");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, "SELECT current_user, (SELECT string_agg(tableowner, ' '"
					" ORDER BY tablename) FROM pg_tables WHERE tablename IN"
					" ('t', 'u'))"),
		"settings_role|schemac settings_role");
	pg_sql(&f, "RESET ROLE; DROP OWNED BY settings_role; DROP ROLE settings_role");
	pg_release(&f);
}

static void
test_temporary_tables(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add_plain(&f, "a", "");
	pg_assert_ok(&f, pg_upgrade(&f));
	pg_sql(&f, "CREATE TEMP TABLE schemac_version (version_num text);"
		   "CREATE TEMP VIEW schemac_history AS SELECT 1 AS nothing");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(f.log, "");
	pg_add_plain(&f, "b", "a");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, "SELECT string_agg(version_num, ' ') FROM"
					" public.schemac_version"),
		"b");
	assert_string_equal(pg_text(&f, "SELECT count(*) FROM pg_temp.schemac_version"), "0");
	assert_string_equal(pg_text(&f, "SELECT count(*) FROM public.schemac_history"), "2");
	pg_assert_ok(&f, schemac_downgrade_stored(schemac_postgresql(f.handle), &f.bundle, "b",
				 &f.options, &f.error));
	pg_assert_ok(&f, pg_downgrade(&f, NULL));
	/* Neither does the search path put the tables into pg_temp. */
	pg_sql(&f, "DROP TABLE public.schemac_version, public.schemac_history;"
		   "SET search_path = pg_temp, public");
	pg_assert_ok(&f, schemac_ensure_version(
				 schemac_postgresql(f.handle), &f.bundle, &f.options, &f.error));
	assert_string_equal(pg_text(&f, "SELECT to_regclass('public.schemac_version'),"
					" to_regclass('public.schemac_history')"),
		"public.schemac_version|public.schemac_history");
	pg_release(&f);
}

/* The first permanent table of the path is the version table; a script's path changes nothing. */
static void
test_search_path(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "CREATE SCHEMA one; CREATE SCHEMA two; SET search_path = one, two");
	pg_add(&f, "a", "", "CREATE TABLE t_a (x int); SET search_path = two;", "");
	pg_add(&f, "b", "a", "SET LOCAL search_path = two; CREATE TABLE t_b (x int);", "");
	f.options.transaction_per_migration = true;
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, "SELECT string_agg(schemaname || '.' || tablename, ' '"
					" ORDER BY tablename) FROM pg_tables WHERE schemaname IN"
					" ('one', 'two')"),
		"one.schemac_history one.schemac_version one.t_a two.t_b");
	pg_sql(&f, "SET search_path = two, one; ALTER TABLE one.schemac_version SET SCHEMA two");
	pg_add_plain(&f, "c", "b");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, "SELECT version_num, (SELECT count(*) FROM"
					" one.schemac_history) FROM two.schemac_version"),
		"c|3");
	pg_release(&f);
}

/* Objects before pg_catalog or in pg_temp, with the names of the catalogue. */
static void
test_shadowed_catalogue(void **state)
{
	(void)state;
	static const struct schemac_column_shape columns[] = {{"x", "integer", false, 0}};
	static const struct schemac_table_shape tables[] = {{NULL, "t_a", columns, 1}};
	struct pg_fixture f;
	size_t count = 9;
	pg_init(&f);
	pg_add_plain(&f, "a", "");
	pg_sql(&f,
		"CREATE TABLE taken (t text);"
		"CREATE FUNCTION public.set_config(text, text, boolean) RETURNS text LANGUAGE "
		"plpgsql"
		" AS $$ BEGIN INSERT INTO taken VALUES ('set_config'); RETURN $2; END $$;"
		"CREATE FUNCTION public.current_setting(text) RETURNS text LANGUAGE sql AS"
		" $$ SELECT 'wrong' $$;"
		"CREATE FUNCTION public.pg_try_advisory_lock(bigint) RETURNS boolean LANGUAGE "
		"plpgsql"
		" AS $$ BEGIN INSERT INTO taken VALUES ('lock'); RETURN true; END $$;"
		"CREATE FUNCTION public.to_regnamespace(text) RETURNS regnamespace LANGUAGE sql"
		" AS $$ SELECT 'information_schema'::regnamespace $$;"
		"CREATE FUNCTION public.quote_ident(text) RETURNS text LANGUAGE sql AS"
		" $$ SELECT 'wrong' $$; CREATE TEMP TABLE pg_class (relname text);"
		"CREATE TEMP TABLE pg_locks (pid int); CREATE TEMP TABLE pg_settings (name text);"
		"SET search_path = public, pg_catalog");
	pg_assert_ok(&f, pg_upgrade(&f));
	f.bundle.tables[SCHEMAC_DIALECT_POSTGRESQL] = tables;
	f.bundle.table_count[SCHEMAC_DIALECT_POSTGRESQL] = 1;
	pg_assert_ok(&f, schemac_check_drift(&count, schemac_postgresql(f.handle), &f.bundle, NULL,
				 NULL, NULL, &f.error));
	assert_int_equal(count, 0);
	assert_string_equal(pg_text(&f, "SELECT version_num FROM public.schemac_version"), "a");
	pg_add(&f, "b", "a", "SET work_mem = '9MB'; SELECT 1;", "");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, "SELECT count(*) FROM taken"), "0");
	assert_string_equal(pg_text(&f, "SHOW search_path"), "public, pg_catalog");
	pg_release(&f);
}

static void
assert_refused(struct pg_fixture *f, const char *message)
{
	assert_int_equal(pg_upgrade(f), -1);
	if (f->error.kind != SCHEMAC_ERROR_DATABASE || strstr(f->error.message, message) == NULL)
		fail_msg("kind %d: %s", (int)f->error.kind, f->error.message);
	assert_string_equal(f->log, "");
	assert_int_equal(PQtransactionStatus(f->handle), PQTRANS_IDLE);
}

static void
test_read_only_by_default(void **state)
{
	(void)state;
	struct pg_fixture f;
	struct schemac_status status;
	pg_init(&f);
	pg_add_plain(&f, "a", "");
	pg_sql(&f, "SET default_transaction_read_only = on");
	assert_refused(&f, "default_transaction_read_only is on");
	struct schemac_db db = schemac_postgresql(f.handle);
	assert_int_equal(schemac_ensure_version(db, &f.bundle, &f.options, &f.error), -1);
	assert_int_equal(schemac_stamp(db, &f.bundle, NULL, 0, &f.options, &f.error), -1);
	pg_assert_ok(&f, schemac_status(&status, db, &f.bundle, &f.options, &f.error));
	assert_int_equal(status.pending_count, 1);
	schemac_status_release(&status);
	pg_sql(&f, "SET default_transaction_read_only = off");
	pg_assert_ok(&f, pg_upgrade(&f));
	/* If nothing is pending, nothing has to be written. */
	pg_sql(&f, "SET default_transaction_read_only = on");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_int_equal(pg_downgrade(&f, NULL), -1);
	assert_int_equal(schemac_downgrade_stored(db, &f.bundle, "a", &f.options, &f.error), -1);
	pg_sql(&f, "SET default_transaction_read_only = off");
	assert_string_equal(pg_versions(&f), "a");
	pg_release(&f);
}

/* A revision outside a transaction does not run if it could not be recorded. */
static void
test_privileges(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add_plain(&f, "a", "");
	pg_assert_ok(&f, pg_upgrade(&f));
	pg_add(&f, "b", "a", "@no-transaction\nCREATE TABLE public.t_b (x int);", "");
	pg_sql(&f, "DROP ROLE IF EXISTS weak; CREATE ROLE weak; GRANT ALL ON SCHEMA public TO weak;"
		   "GRANT SELECT ON schemac_version, schemac_history TO weak; SET ROLE weak");
	assert_refused(&f, "role weak lacks a privilege on schemac_");
	pg_sql(&f, "RESET ROLE; GRANT INSERT ON schemac_version, schemac_history TO weak;"
		   "SET ROLE weak");
	assert_refused(&f, "role weak lacks a privilege on schemac_version");
	assert_string_equal(pg_text(&f, "SELECT to_regclass('t_b')"), "null");
	pg_sql(&f, "RESET ROLE; GRANT DELETE ON schemac_version TO weak; SET ROLE weak");
	pg_assert_ok(&f, pg_upgrade(&f));
	pg_sql(&f, "RESET ROLE; REVOKE ALL ON schemac_version FROM weak; SET ROLE weak");
	pg_add_plain(&f, "c", "b");
	assert_refused(&f, "permission denied for table schemac_version");
	pg_sql(&f, "RESET ROLE; DROP OWNED BY weak; DROP ROLE weak");
	pg_release(&f);
}

static void
assert_blocked(struct pg_fixture *f, const char *holder)
{
	struct schemac_status status;
	int result = schemac_status(
		&status, schemac_postgresql(f->handle), &f->bundle, &f->options, &f->error);
	assert_int_equal(result, -1);
	assert_int_equal(f->error.kind, SCHEMAC_ERROR_LOCK);
	if (strstr(f->error.message, holder) == NULL)
		fail_msg("%s", f->error.message);
	assert_int_equal(PQtransactionStatus(f->handle), PQTRANS_IDLE);
}

/* A call that only reads gives up once, whatever holds the lock. */
static void
test_reading_gives_up(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add_plain(&f, "a", "");
	pg_assert_ok(&f, pg_upgrade(&f));
	f.options.lock_timeout_ms = 300;
	PGconn *other = pg_connect(&f), *third = pg_connect(&f);
	pg_sql_on(other, "BEGIN; LOCK TABLE schemac_version");
	assert_blocked(
		&f, arena_printf(&f.arena, "session %d (test of schemac", PQbackendPID(other)));
	pg_sql_on(other, "ROLLBACK");
	/* A session that waits for the lock blocks others as well. */
	pg_sql_on(other, "BEGIN; LOCK TABLE schemac_version IN ACCESS SHARE MODE");
	assert_int_equal(PQsendQuery(third, "BEGIN; LOCK TABLE schemac_version"), 1);
	const char *waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted";
	for (int tries = 0; strcmp(pg_text(&f, waiting), "0") == 0; tries++)
		assert_true(tries < 100000);
	pg_sql_on(other, "SELECT 1");
	assert_blocked(
		&f, arena_printf(&f.arena, "session %d (test of schemac", PQbackendPID(third)));
	PQfinish(third);
	pg_sql_on(other, "ROLLBACK");
	pg_sql_on(other, "BEGIN; LOCK TABLE schemac_version; PREPARE TRANSACTION 'stuck'");
	assert_blocked(&f, "prepared transaction 'stuck' of schemac");
	f.options.busy_timeout_ms = 500;
	pg_add_plain(&f, "b", "a");
	assert_int_equal(pg_upgrade(&f), -1);
	assert_non_null(strstr(f.error.message, "prepared transaction 'stuck' of schemac"));
	assert_string_equal(f.log, "wait");
	pg_sql_on(other, "ROLLBACK PREPARED 'stuck'");
	pg_assert_ok(&f, pg_upgrade(&f));
	PQfinish(other);
	pg_release(&f);
}

/* A role's statement_timeout that is over first does not hide who holds the lock. */
static void
test_statement_timeout(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add_plain(&f, "a", "");
	pg_assert_ok(&f, pg_upgrade(&f));
	pg_add(&f, "b", "a", "ALTER TABLE t_a ADD y int;", "");
	PGconn *other = pg_connect(&f);
	pg_sql_on(other, "BEGIN; LOCK TABLE t_a");
	pg_sql(&f, "SET statement_timeout = '1s'; SET idle_in_transaction_session_timeout = '1s'");
	assert_int_equal(pg_upgrade(&f), -1);
	assert_non_null(strstr(f.error.message, "statement timeout; the lock is held by session"));
	assert_string_equal(pg_text(&f, "SHOW statement_timeout"), "1s");
	pg_sql_on(other, "ROLLBACK");
	pg_assert_ok(&f, pg_upgrade(&f));
	PQfinish(other);
	pg_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_reading_leaves_nothing),
		cmocka_unit_test(test_all_settings_are_restored),
		cmocka_unit_test(test_role),
		cmocka_unit_test(test_temporary_tables),
		cmocka_unit_test(test_search_path),
		cmocka_unit_test(test_shadowed_catalogue),
		cmocka_unit_test(test_read_only_by_default),
		cmocka_unit_test(test_privileges),
		cmocka_unit_test(test_reading_gives_up),
		cmocka_unit_test(test_statement_timeout),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
