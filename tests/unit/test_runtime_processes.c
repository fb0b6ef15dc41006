/*
 * The runtime in several processes: ten processes at the same time, and SIGKILL at a random moment.
 */
#include "runtime_fixture.h"

#include <signal.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char path[] = "/tmp/schemac-processes-XXXXXX";

enum { REVISIONS = 12 };

/*
 * Each revision creates a table with rows; every third revision also rebuilds its table. All can be
 * undone.
 */
static void
build(struct fixture *f)
{
	const char *below = "";
	for (int i = 0; i < REVISIONS; i++) {
		const char *id = arena_printf(&f->arena, "r%02d", i);
		const char *rebuild = "";
		if (i % 3 == 2)
			rebuild = "@rebuild t_r00 x y\nCREATE TABLE n (x, y);\n"
				  "INSERT INTO n (x, y) SELECT x, y FROM t_r00;\n"
				  "DROP TABLE t_r00;\nALTER TABLE n RENAME TO t_r00;\n"
				  "@end t_r00\n";
		fixture_add(f, id, below,
			arena_printf(&f->arena,
				"CREATE TABLE t_%s (x, y);\nINSERT INTO t_%s VALUES (1, randomblob"
				"(20000)), (2, 'b');\n%sCREATE INDEX i_%s ON t_%s (x);",
				id, id, rebuild, id, id),
			arena_printf(&f->arena, "DROP INDEX i_%s;\n%sDROP TABLE t_%s;", id, rebuild,
				id));
		below = id;
	}
}

static void
fresh(void)
{
	char name[64];
	unlink(path);
	snprintf(name, sizeof(name), "%s-journal", path);
	unlink(name);
	snprintf(name, sizeof(name), "%s-wal", path);
	unlink(name);
	snprintf(name, sizeof(name), "%s-shm", path);
	unlink(name);
}

/* Runs work in a new process and returns its id. */
static pid_t
spawn(int (*work)(struct fixture *f), bool per_migration)
{
	pid_t process = fork();
	assert_true(process >= 0);
	if (process > 0)
		return process;
	struct fixture f;
	fixture_init(&f, path);
	build(&f);
	f.options.transaction_per_migration = per_migration;
	f.options.busy_timeout_ms = 60000;
	int result = work(&f);
	if (result)
		fprintf(stderr, "%s: %s\n", f.error.revision, f.error.message);
	_exit(result ? 1 : 0);
}

static int
upgrade(struct fixture *f)
{
	return fixture_upgrade(f);
}

static int
downgrade(struct fixture *f)
{
	return fixture_downgrade(f, NULL);
}

static void
run_together(const char *journal, bool per_migration)
{
	pid_t processes[10];
	struct fixture f;
	fresh();
	fixture_init(&f, path);
	fixture_sql(&f, journal);
	fixture_release(&f);
	for (int i = 0; i < 10; i++)
		processes[i] = spawn(upgrade, per_migration);
	for (int i = 0; i < 10; i++) {
		int status;
		assert_int_equal(waitpid(processes[i], &status, 0), processes[i]);
		assert_int_equal(status, 0);
	}
	fixture_init(&f, path);
	assert_string_equal(fixture_text(&f, "SELECT count(*), count(DISTINCT revision)"
					     " FROM schemac_history"),
		"12|12");
	assert_string_equal(fixture_versions(&f), "r11");
	fixture_release(&f);
}

static void
test_ten_migrators(void **state)
{
	(void)state;
	run_together("PRAGMA journal_mode = DELETE", false);
	run_together("PRAGMA journal_mode = WAL", false);
	run_together("PRAGMA journal_mode = DELETE", true);
	run_together("PRAGMA journal_mode = WAL", true);
}

/* These runs are outside a transaction; without the lock, the second CREATE TABLE would fail. */
static int
upgrade_outside(struct fixture *f)
{
	fixture_add(f, "out", "r11",
		"@no-transaction\nCREATE TABLE x (a);\nINSERT INTO x SELECT count(*) FROM t_r00;\n"
		"VACUUM;\nINSERT INTO x VALUES (1);",
		"");
	return fixture_upgrade(f);
}

static void
test_ten_outside(void **state)
{
	(void)state;
	pid_t processes[10];
	struct fixture f;
	fresh();
	for (int i = 0; i < 10; i++)
		processes[i] = spawn(upgrade_outside, false);
	for (int i = 0; i < 10; i++) {
		int status;
		assert_int_equal(waitpid(processes[i], &status, 0), processes[i]);
		assert_int_equal(status, 0);
	}
	char lock[64];
	snprintf(lock, sizeof(lock), "%s-schemac-lock", path);
	assert_int_equal(access(lock, F_OK), -1);
	fixture_init(&f, path);
	assert_string_equal(fixture_text(&f, "SELECT a FROM x"), "2,1");
	assert_string_equal(fixture_text(&f, "SELECT count(*) FROM schemac_history"), "13");
	assert_string_equal(fixture_versions(&f), "out");
	fixture_release(&f);
}

static void
test_locked(void **state)
{
	(void)state;
	struct fixture f, other;
	fresh();
	fixture_init(&f, path);
	fixture_init(&other, path);
	build(&f);
	fixture_sql(&other, "BEGIN IMMEDIATE");
	f.options.busy_timeout_ms = 30;
	assert_int_equal(fixture_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_LOCK);
	assert_int_equal(f.error.code & 0xff, SQLITE_BUSY);
	assert_non_null(strstr(f.error.message, "database is locked: another connection"));
	assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master"), "");
	fixture_sql(&other, "ROLLBACK");
	assert_ok(&f, fixture_upgrade(&f));

	/* A reader blocks only COMMIT. */
	fixture_sql(&other, "BEGIN; SELECT * FROM schemac_version");
	assert_int_equal(fixture_downgrade(&f, NULL), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_LOCK);
	fixture_sql(&other, "COMMIT");
	assert_string_equal(fixture_versions(&f), "r11");
	assert_ok(&f, fixture_downgrade(&f, NULL));
	fixture_release(&other);
	fixture_release(&f);
}

/* Returns the number of complete revisions; fails if one is incomplete. */
static int
count_revisions(struct fixture *f)
{
	int count = 0;
	assert_string_equal(fixture_text(f, "PRAGMA integrity_check"), "ok");
	for (int i = 0; i < REVISIONS; i++) {
		char sql[160];
		snprintf(sql, sizeof(sql),
			"SELECT count(*) FROM sqlite_master WHERE name IN ('t_r%02d', 'i_r%02d')",
			i, i);
		const char *objects = fixture_text(f, sql);
		if (strcmp(objects, "0") == 0)
			continue;
		assert_string_equal(objects, "2");
		assert_int_equal(count, i);
		count++;
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM t_r%02d", i);
		assert_string_equal(fixture_text(f, sql), "2");
	}
	char expected[8] = "";
	if (count)
		snprintf(expected, sizeof(expected), "r%02d", count - 1);
	const char *rows = fixture_versions(f);
	assert_string_equal(strncmp(rows, "no such table", 13) == 0 ? "" : rows, expected);
	return count;
}

/* xorshift32 (Marsaglia 2003), so that the moments are about the same in every run. */
static unsigned
next_random(unsigned *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 17;
	*seed ^= *seed << 5;
	return *seed;
}

static long
elapsed_microseconds(const struct timespec *since)
{
	struct timespec now;
	clock_gettime(CLOCK_MONOTONIC, &now);
	return (now.tv_sec - since->tv_sec) * 1000000 + (now.tv_nsec - since->tv_nsec) / 1000;
}

static long
measure(int (*work)(struct fixture *f), bool per_migration)
{
	struct timespec since;
	int status;
	clock_gettime(CLOCK_MONOTONIC, &since);
	pid_t process = spawn(work, per_migration);
	assert_int_equal(waitpid(process, &status, 0), process);
	assert_int_equal(status, 0);
	return elapsed_microseconds(&since);
}

static void
kill_after(int (*work)(struct fixture *f), bool per_migration, long microseconds)
{
	struct timespec pause = {microseconds / 1000000, microseconds % 1000000 * 1000};
	int status;
	pid_t process = spawn(work, per_migration);
	nanosleep(&pause, NULL);
	kill(process, SIGKILL);
	assert_int_equal(waitpid(process, &status, 0), process);
}

static void
test_killed(void **state)
{
	(void)state;
	unsigned seed = 20261121;
	int cut = 0;
	for (int round = 0; round < 60; round++) {
		bool per_migration = round % 2;
		int (*work)(struct fixture *) = round % 4 < 2 ? upgrade : downgrade;
		struct fixture f;
		if (round % 4 == 0)
			fresh();
		long whole = measure(upgrade, per_migration);
		if (work == upgrade) {
			fresh();
		}
		kill_after(work, per_migration, (long)(next_random(&seed) % (unsigned)whole));
		fixture_init(&f, path);
		build(&f);
		int count = count_revisions(&f);
		if (!per_migration)
			assert_true(count == 0 || count == REVISIONS);
		cut += per_migration && count > 0 && count < REVISIONS;
		assert_ok(&f, work == upgrade ? fixture_upgrade(&f) : fixture_downgrade(&f, NULL));
		assert_int_equal(count_revisions(&f), work == upgrade ? REVISIONS : 0);
		fixture_release(&f);
	}
	print_message("%d of 30 were cut between two revisions\n", cut);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ten_migrators),
		cmocka_unit_test(test_ten_outside),
		cmocka_unit_test(test_locked),
		cmocka_unit_test(test_killed),
	};
	int file = mkstemp(path);
	if (file < 0)
		return 1;
	close(file);
	int result = cmocka_run_group_tests(tests, NULL, NULL);
	fresh();
	return result;
}
