/* The PostgreSQL part of the runtime, on a real server. */
#include "postgresql_fixture.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <time.h>

static void
test_upgrade_and_downgrade(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add_plain(&f, "a", "");
	pg_add_plain(&f, "b", "a");
	pg_add_plain(&f, "c", "b");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(f.log, "+a +b +c");
	assert_string_equal(pg_versions(&f), "c");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(f.log, "");
	pg_assert_ok(&f, pg_downgrade(&f, "a"));
	assert_string_equal(f.log, "-c -b");
	assert_string_equal(pg_text(&f, "SELECT revision, direction FROM schemac_history ORDER BY id"),
		"a|upgrade,b|upgrade,c|upgrade,c|downgrade,b|downgrade");
	pg_assert_ok(&f, schemac_downgrade_stored(schemac_postgresql(f.handle), &f.bundle, "a",
				 &f.options, &f.error));
	assert_string_equal(pg_versions(&f), "");
	pg_release(&f);
}

/*
 * The history is written in batches. No row may be missing or originate from a rolled-back
 * transaction.
 */
static void
test_long_history(void **state)
{
	(void)state;
	struct pg_fixture f;
	const char *before = "";
	static const char ordered[] =
		"SELECT count(*), string_agg(revision, '' ORDER BY id) = string_agg(revision, ''"
		" ORDER BY revision), count(down) FROM schemac_history";
	pg_init(&f);
	for (int i = 0; i < 150; i++, before = f.revisions[i - 1].id)
		pg_add_plain(&f, arena_printf(&f.arena, "r%03d", i), before);
	f.revisions[140].upgrade[SCHEMAC_DIALECT_POSTGRESQL] = pg_script(&f, "SELECT nobody;");
	assert_int_equal(pg_upgrade(&f), -1);
	assert_string_equal(pg_text(&f, "SELECT to_regclass('schemac_history')"), "null");
	f.revisions[70].upgrade[SCHEMAC_DIALECT_POSTGRESQL] =
		pg_script(&f, "@no-transaction\nCREATE TABLE t_r070 (x int);");
	assert_int_equal(pg_upgrade(&f), -1);
	assert_string_equal(pg_versions(&f), "r070");
	assert_string_equal(pg_text(&f, ordered), "71|t|71");
	f.revisions[140].upgrade[SCHEMAC_DIALECT_POSTGRESQL] =
		pg_script(&f, "CREATE TABLE t_r140 (x int);");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, ordered), "150|t|150");
	pg_assert_ok(&f, pg_downgrade(&f, NULL));
	assert_string_equal(
		pg_text(&f, "SELECT direction, count(*), max(id) - min(id) FROM schemac_history"
			    " WHERE direction = 'downgrade' GROUP BY 1"),
		"downgrade|150|149");
	pg_release(&f);
}

static void
assert_fails_at(struct pg_fixture *f, enum schemac_error_kind kind, unsigned line, unsigned column,
	const char *message)
{
	assert_int_equal(pg_upgrade(f), -1);
	assert_string_equal(f->error.message, message);
	assert_int_equal(f->error.kind, kind);
	assert_int_equal(f->error.line, line);
	assert_int_equal(f->error.column, column);
	assert_string_equal(pg_text(f, "SELECT relname FROM pg_class WHERE relkind = 'r' AND"
				       " relnamespace = 'public'::regnamespace"),
		"");
	f->bundle.revision_count = 0;
}

/* The position of an error that the server reports, even after multibyte characters. */
static void
test_error_positions(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add(&f, "a", "", "CREATE TABLE t (x int);\n  SELECT 'äöü', y\nFROM t;", NULL);
	assert_fails_at(&f, SCHEMAC_ERROR_SQL, 11, 20, "column \"y\" does not exist");
	pg_add(&f, "a", "", "CREATE TABLE t (x int);\n\nCREAT TABLE u (x int);", NULL);
	assert_fails_at(&f, SCHEMAC_ERROR_SQL, 12, 1, "syntax error at or near \"CREAT\"");
	pg_add(&f, "a", "", "CREATE TABLE t (x int NOT NULL);\n-- here\nINSERT INTO t VALUES (NULL);",
		NULL);
	assert_fails_at(&f, SCHEMAC_ERROR_SQL, 12, 1,
		"null value in column \"x\" of relation \"t\" violates not-null constraint: "
		"Failing row contains (null).");
	assert_string_equal(f.error.object, "x");
	pg_add(&f, "a", "", "SELECT $1;", NULL);
	assert_fails_at(&f, SCHEMAC_ERROR_SQL, 10, 1,
		"the statement has a parameter, which a revision cannot bind");
	pg_add(&f, "a", "", "CREATE TABLE t (x int);\nCOMMIT;", NULL);
	assert_fails_at(&f, SCHEMAC_ERROR_TRANSACTION, 11, 1,
		"a revision runs inside a transaction and can neither begin nor end one, unless "
		"its section has no-transaction");
	pg_add(&f, "a", "", "CREATE TABLE t (x int);\nCOPY t FROM STDIN;", NULL);
	assert_int_equal(pg_upgrade(&f), -1);
	assert_int_equal(f.error.line, 11);
	pg_release(&f);
}

/* Which ';' ends a statement. */
static void
test_statement_ends(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add(&f, "a", "",
		"CREATE TABLE \"t;\" (x text DEFAULT ';' /* ; /* ; */ */);\n"
		"CREATE FUNCTION f() RETURNS text LANGUAGE plpgsql AS $body$ BEGIN RETURN $$;$$; END"
		" $body$;\n"
		"CREATE FUNCTION g(a int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT CASE WHEN a"
		" > 0 THEN 1 ELSE 2 END; SELECT 3; END;\n"
		"CREATE RULE r AS ON DELETE TO \"t;\" DO ALSO (SELECT 1; SELECT 2);;\n"
		"INSERT INTO \"t;\" VALUES (E'\\';'), ('a''; b'); -- ; end\n",
		NULL);
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, "SELECT count(*), f(), g(1) FROM \"t;\""), "2|;|3");
	pg_release(&f);
}

static void
test_expect_no_rows(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "CREATE TABLE seen (id int); INSERT INTO seen VALUES (7), (9)");
	pg_add(&f, "a", "", "@expect-no-rows SELECT id FROM seen ORDER BY id -- all of them", NULL);
	assert_int_equal(pg_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_ROWS);
	assert_non_null(strstr(f.error.message, "2 rows prevent this step (7, 9)"));
	f.bundle.revision_count = 0;
	pg_add(&f, "a", "", "@expect-no-rows DELETE FROM seen RETURNING id", NULL);
	assert_int_equal(pg_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_SQL);
	f.bundle.revision_count = 0;
	pg_add(&f, "a", "",
		"@expect-no-rows WITH x AS (DELETE FROM seen RETURNING id) SELECT * FROM x", NULL);
	assert_int_equal(pg_upgrade(&f), -1);
	assert_string_equal(pg_text(&f, "SELECT count(*) FROM seen"), "2");
	pg_release(&f);
}

/* A script's settings last only until its end. The program's own settings are restored. */
static void
test_settings(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "CREATE SCHEMA s; CREATE ROLE other; SET standard_conforming_strings = off;"
		   "SET search_path = s, public; SET client_encoding = LATIN1");
	pg_add(&f, "a", "", "SELECT pg_catalog.set_config('search_path', '', false); SET ROLE other;",
		"");
	pg_add(&f, "b", "a", "CREATE TABLE t (x text DEFAULT 'a\\');", "");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, "SELECT 's.t'::regclass, 's.schemac_version'::regclass,"
					" current_setting('search_path'), current_user,"
					" current_setting('standard_conforming_strings'),"
					" current_setting('client_encoding')"),
		"t|schemac_version|s, public|schemac|off|LATIN1");
	pg_sql(&f, "DROP OWNED BY other; DROP ROLE other");
	pg_release(&f);
}

static void
test_notices(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add(&f, "a", "", "DROP TABLE IF EXISTS nothing;", NULL);
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(f.log, "(table \"nothing\" does not exist, skipping) +a");
	pg_release(&f);
}

/* A character that the database cannot store is an error; it is not silently replaced. */
static void
test_latin1(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init_with(&f, "TEMPLATE template0 ENCODING LATIN1 LC_COLLATE 'C' LC_CTYPE 'C'");
	pg_add(&f, "a", "", "CREATE TABLE \"tä\" (x text DEFAULT 'ö');", "DROP TABLE \"tä\";");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, "SELECT length(relname) FROM pg_class WHERE relname ~ '^t.$'"),
		"2");
	pg_add(&f, "b", "a", "CREATE TABLE u (x text DEFAULT '€');", NULL);
	assert_int_equal(pg_upgrade(&f), -1);
	assert_non_null(strstr(f.error.message, "LATIN1"));
	assert_string_equal(pg_versions(&f), "a");
	pg_release(&f);
}

static void
test_lock_on_table(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "CREATE TABLE busy (x int)");
	pg_add_plain(&f, "a", "");
	pg_add(&f, "b", "a", "ALTER TABLE busy ADD COLUMN y int;", NULL);
	PGconn *other = pg_connect(&f);
	pg_sql_on(other, "BEGIN; LOCK TABLE busy IN ACCESS SHARE MODE");
	f.options.lock_timeout_ms = 100;
	f.options.busy_timeout_ms = 1;
	assert_int_equal(pg_upgrade(&f), -1);
	assert_non_null(strstr(f.error.message, "; the lock is held by session"));
	f.options.lock_timeout_ms = 600;
	f.options.busy_timeout_ms = 1000;
	assert_int_equal(pg_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_LOCK);
	assert_string_equal(f.error.revision, "b");
	assert_int_equal(f.error.line, 10);
	assert_string_equal(f.log, "+a wait again +a");
	char expected[200];
	snprintf(expected, sizeof(expected),
		"canceling statement due to lock timeout; the lock is held by session %d (test of "
		"schemac, idle in transaction: BEGIN; LOCK TABLE busy IN ACCESS SHARE MODE)",
		PQbackendPID(other));
	assert_string_equal(f.error.message, expected);
	assert_string_equal(pg_text(&f, "SELECT to_regclass('t_a')"), "null");
	pg_sql_on(other, "COMMIT");
	pg_assert_ok(&f, pg_upgrade(&f));
	PQfinish(other);
	pg_release(&f);
}

/* The invalid index is dropped; valid indexes are kept. */
static void
test_invalid_index(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "CREATE TABLE t (x int); INSERT INTO t VALUES (1), (1)");
	pg_add(&f, "a", "", "@no-transaction\nCREATE UNIQUE INDEX CONCURRENTLY i ON public.t (x);",
		"@no-transaction\nDROP INDEX CONCURRENTLY i;");
	assert_int_equal(pg_upgrade(&f), -1);
	assert_string_equal(pg_text(&f, "SELECT indisvalid FROM pg_index WHERE indexrelid ="
					" 'i'::regclass"),
		"f");
	pg_sql(&f, "DELETE FROM t WHERE ctid = '(0,1)'");
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_text(&f, "SELECT indisvalid FROM pg_index WHERE indexrelid ="
					" 'i'::regclass"),
		"t");
	pg_assert_ok(&f, pg_downgrade(&f, NULL));
	pg_release(&f);
}

/*
 * A new enum value can be used only after COMMIT, therefore each revision has its own transaction.
 */
static void
test_enum_value_used_later(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add(&f, "a", "", "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE t (m mood);", NULL);
	pg_add(&f, "b", "a", "ALTER TYPE mood ADD VALUE 'sad';", NULL);
	pg_add(&f, "c", "b", "INSERT INTO t VALUES ('sad');", NULL);
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_versions(&f), "c");
	pg_add(&f, "d", "c", "ALTER TYPE mood ADD VALUE 'x'; INSERT INTO t VALUES ('x');", NULL);
	assert_int_equal(pg_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_SQL);
	assert_string_equal(pg_versions(&f), "c");
	pg_release(&f);
}

/* Deferred constraints of changed rows are checked before a later revision alters the table. */
static void
test_deferred_rows(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add(&f, "a", "",
		"CREATE TABLE t (id int PRIMARY KEY, up int REFERENCES t DEFERRABLE INITIALLY"
		" DEFERRED); INSERT INTO t VALUES (1, 2), (2, 1);",
		NULL);
	pg_add(&f, "b", "a", "ALTER TABLE t ADD COLUMN x int;", NULL);
	pg_assert_ok(&f, pg_upgrade(&f));
	assert_string_equal(pg_versions(&f), "b");
	pg_add(&f, "c", "b", "INSERT INTO t VALUES (3, 4);\nALTER TABLE t DROP COLUMN x;", NULL);
	assert_int_equal(pg_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_SQL);
	assert_int_equal(f.error.line, 11);
	assert_string_equal(pg_versions(&f), "b");
	pg_release(&f);
}

enum { REVISIONS = 12 };

static void
build(struct pg_fixture *f)
{
	const char *below = "";
	for (int i = 0; i < REVISIONS; i++) {
		const char *id = arena_printf(&f->arena, "r%02d", i);
		struct schemac_revision *revision = pg_add_plain(f, id, below);
		if (i % 4 == 3)
			revision->upgrade[SCHEMAC_DIALECT_POSTGRESQL] = pg_script(f,
				arena_printf(&f->arena,
					"@no-transaction\nCREATE TABLE IF NOT EXISTS t_%s (x int);"
					"CREATE INDEX CONCURRENTLY IF NOT EXISTS i_%s ON t_%s (x);",
					id, id, id));
		below = id;
	}
}

/* The socket of the process that runs an upgrade, for its signal handler. */
static int socket_to_cut;

static void
cut_socket(int number)
{
	(void)number;
	shutdown(socket_to_cut, SHUT_RDWR);
}

/* Starts a process that runs an upgrade and loses its connection on SIGUSR1. Returns its id. */
static pid_t
spawn(struct pg_fixture *f, bool per_migration)
{
	signal(SIGUSR1, SIG_IGN);
	pid_t process = fork();
	assert_true(process >= 0);
	if (process > 0)
		return process;
	f->handle = PQconnectdb(f->conninfo);
	socket_to_cut = PQsocket(f->handle);
	signal(SIGUSR1, cut_socket);
	f->options.transaction_per_migration = per_migration;
	f->options.busy_timeout_ms = 60000;
	int result = pg_upgrade(f);
	PQfinish(f->handle);
	_exit(result ? 1 : 0);
}

/* Every third revision creates an index concurrently while the other migrators wait. */
static void
run_together(bool per_migration)
{
	pid_t processes[10];
	struct pg_fixture f;
	pg_init(&f);
	build(&f);
	for (int i = 0; i < 10; i++)
		processes[i] = spawn(&f, per_migration);
	for (int i = 0; i < 10; i++) {
		int status;
		assert_int_equal(waitpid(processes[i], &status, 0), processes[i]);
		assert_int_equal(status, 0);
	}
	assert_string_equal(pg_text(&f, "SELECT count(*), count(DISTINCT revision)"
					" FROM schemac_history"),
		"12|12");
	assert_string_equal(pg_versions(&f), "r11");
	pg_release(&f);
}

static void
test_ten_migrators(void **state)
{
	(void)state;
	run_together(false);
	run_together(true);
}

static const char *
state_of(struct pg_fixture *f)
{
	pg_sql(f, "CREATE TABLE IF NOT EXISTS schemac_version (version_num TEXT NOT NULL PRIMARY KEY)");
	return pg_text(f, "SELECT coalesce((SELECT version_num FROM schemac_version), 'none'),"
			  " (SELECT count(*) FROM pg_class WHERE relname ~ '^t_r' AND relkind = 'r')");
}

/*
 * At some moment the tool is killed or its connection is cut on either side. A revision outside a
 * transaction may have created its table by then; therefore it uses IF NOT EXISTS.
 */
static void
test_kill(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	build(&f);
	srand(7);
	for (int i = 0; i < 30; i++) {
		struct timespec nap = {0, (long)(rand() % 60) * 500000L};
		pid_t process = spawn(&f, i % 2 != 0);
		nanosleep(&nap, NULL);
		if (i % 3 == 1)
			kill(process, SIGUSR1);
		else if (i % 3 == 0)
			pg_sql(&f, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
				   " WHERE datname = current_database() AND pid <> pg_backend_pid()");
		else
			kill(process, SIGKILL);
		assert_int_equal(waitpid(process, NULL, 0), process);
		/* The server notices at its next read that the client is lost. */
		while (strcmp(pg_text(&f, "SELECT count(*) FROM pg_stat_activity WHERE datname ="
					  " current_database() AND pid <> pg_backend_pid()"),
			"0") != 0)
			nanosleep(&nap, NULL);
		const char *now = state_of(&f);
		int head = -1, tables = 0;
		if (sscanf(now, "r%d|%d", &head, &tables) != 2)
			sscanf(now, "none|%d", &tables);
		assert_true(tables == head + 1 || (tables == head + 2 && (head + 1) % 4 == 3));
		if (i % 5 == 4) {
			pg_assert_ok(&f, pg_upgrade(&f));
			assert_string_equal(state_of(&f), "r11|12");
			pg_assert_ok(&f, pg_downgrade(&f, NULL));
		}
	}
	pg_release(&f);
}

static int
interrupt_at_once(void *data)
{
	(void)data;
	return 1;
}

static void
test_interrupt_and_usage(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_add(&f, "a", "", "SELECT pg_sleep(60);", NULL);
	f.options.interrupted = interrupt_at_once;
	assert_int_equal(pg_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_INTERRUPTED);
	assert_int_equal(PQtransactionStatus(f.handle), PQTRANS_IDLE);
	f.options.interrupted = NULL;
	pg_sql(&f, "BEGIN");
	assert_int_equal(pg_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_USAGE);
	pg_sql(&f, "ROLLBACK");
	pg_release(&f);
}

static void
log_drift(void *data, const struct schemac_drift *drift)
{
	struct pg_fixture *f = data;
	size_t used = strlen(f->log);
	snprintf(f->log + used, sizeof(f->log) - used, "%d %s.%s %s/%s\n", drift->kind, drift->table,
		drift->column ? drift->column : "-", drift->expected ? drift->expected : "-",
		drift->actual ? drift->actual : "-");
}

static void
test_drift(void **state)
{
	(void)state;
	static const struct schemac_column_shape columns[] = {
		{"id", "bigint", true, 1}, {"name", "character varying(20)", true, 0}};
	static const struct schemac_table_shape tables[] = {{NULL, "t", columns, 2}};
	struct pg_fixture f;
	size_t count;
	pg_init(&f);
	f.bundle.tables[SCHEMAC_DIALECT_POSTGRESQL] = tables;
	f.bundle.table_count[SCHEMAC_DIALECT_POSTGRESQL] = 1;
	pg_sql(&f, "CREATE TABLE t (id bigint PRIMARY KEY, name varchar(20) NOT NULL)");
	pg_assert_ok(&f, schemac_check_drift(&count, schemac_postgresql(f.handle), &f.bundle,
				 log_drift, &f, NULL, &f.error));
	assert_string_equal(f.log, "");
	assert_int_equal(count, 0);
	pg_sql(&f, "ALTER TABLE t ALTER name TYPE text, ADD z int; CREATE TABLE u ()");
	pg_assert_ok(&f, schemac_check_drift(&count, schemac_postgresql(f.handle), &f.bundle,
				 log_drift, &f, NULL, &f.error));
	assert_string_equal(f.log, "3 t.name character varying(20)/text\n2 t.z -/integer\n"
				   "6 u.- -/-\n");
	assert_int_equal(count, 2);
	pg_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_upgrade_and_downgrade),
		cmocka_unit_test(test_long_history),
		cmocka_unit_test(test_error_positions),
		cmocka_unit_test(test_statement_ends),
		cmocka_unit_test(test_expect_no_rows),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_notices),
		cmocka_unit_test(test_latin1),
		cmocka_unit_test(test_lock_on_table),
		cmocka_unit_test(test_invalid_index),
		cmocka_unit_test(test_enum_value_used_later),
		cmocka_unit_test(test_deferred_rows),
		cmocka_unit_test(test_ten_migrators),
		cmocka_unit_test(test_kill),
		cmocka_unit_test(test_interrupt_and_usage),
		cmocka_unit_test(test_drift),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
