/*
 * Injects failures into the runtime: of the n-th allocation by the runtime or SQLite, of the n-th
 * statement, and of the n-th write to the file. Afterwards the database is either unchanged or
 * complete, and a second run finishes the work.
 */
#include "runtime_fixture.h"

#include <unistd.h>

/* Allows `left` requests to succeed, then makes the next one or all later ones fail. */
static struct {
	long left; /* -1: never fail */
	bool keeps_failing;
	bool failed;
} fault = {-1, false, false};

static bool
is_fault(void)
{
	if (fault.left < 0)
		return false;
	if (fault.left > 0) {
		fault.left--;
		return false;
	}
	fault.failed = true;
	if (!fault.keeps_failing)
		fault.left = -1;
	return true;
}

static void *
resize_faulty(void *data, void *old, size_t size)
{
	(void)data;
	if (size == 0) {
		free(old);
		return NULL;
	}
	return is_fault() ? NULL : realloc(old, size);
}

static const struct schemac_allocator faulty_allocator = {resize_faulty, NULL};

static struct {
	sqlite3_mem_methods methods; /* SQLite's own */
	bool armed;
} memory;

static void *
sqlite_malloc_faulty(int size)
{
	return memory.armed && is_fault() ? NULL : memory.methods.xMalloc(size);
}

static void *
sqlite_realloc_faulty(void *old, int size)
{
	return memory.armed && is_fault() ? NULL : memory.methods.xRealloc(old, size);
}

static int
authorize_faulty(void *data, int action, const char *one, const char *two, const char *three,
	const char *four)
{
	(void)data, (void)one, (void)two, (void)three, (void)four;
	/* Every statement triggers at least one of these actions. */
	if (action == SQLITE_READ || action == SQLITE_FUNCTION)
		return SQLITE_OK;
	return is_fault() ? SQLITE_DENY : SQLITE_OK;
}

/* ---- a file system that fails */

static struct {
	sqlite3_vfs vfs;
	sqlite3_vfs *real;
	sqlite3_io_methods methods[2];          /* of the database and of its journals */
	const sqlite3_io_methods *real_methods; /* the two variants differ only in locking */
	int code;                               /* result of a failing write, sync or truncate */
	bool armed;
} disk;

static int
write_faulty(sqlite3_file *file, const void *data, int size, sqlite3_int64 offset)
{
	if (disk.armed && is_fault())
		return disk.code;
	return disk.real_methods->xWrite(file, data, size, offset);
}

static int
sync_faulty(sqlite3_file *file, int flags)
{
	if (disk.armed && is_fault())
		return SQLITE_IOERR_FSYNC;
	/*
	 * A test does not need protection against power failures, so that waiting for the disk is
	 * unnecessary.
	 */
	(void)file, (void)flags;
	return SQLITE_OK;
}

static int
open_faulty(sqlite3_vfs *vfs, const char *name, sqlite3_file *file, int flags, int *out)
{
	(void)vfs;
	int code = disk.real->xOpen(disk.real, name, file, flags, out);
	if (code != SQLITE_OK || !file->pMethods)
		return code;
	sqlite3_io_methods *methods = &disk.methods[!(flags & SQLITE_OPEN_MAIN_DB)];
	disk.real_methods = file->pMethods;
	*methods = *file->pMethods;
	methods->xWrite = write_faulty;
	methods->xSync = sync_faulty;
	file->pMethods = methods;
	return code;
}

static void
install_faulty(void)
{
	assert_int_equal(sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.methods), SQLITE_OK);
	sqlite3_mem_methods methods = memory.methods;
	methods.xMalloc = sqlite_malloc_faulty;
	methods.xRealloc = sqlite_realloc_faulty;
	assert_int_equal(sqlite3_config(SQLITE_CONFIG_MALLOC, &methods), SQLITE_OK);
	/* Lookaside memory would hide most allocations. */
	sqlite3_config(SQLITE_CONFIG_LOOKASIDE, 0, 0);
	assert_int_equal(sqlite3_initialize(), SQLITE_OK);
	disk.real = sqlite3_vfs_find(NULL);
	disk.vfs = *disk.real;
	disk.vfs.zName = "faulty";
	disk.vfs.xOpen = open_faulty;
	sqlite3_vfs_register(&disk.vfs, 1);
}

/* ---- the work */

static void
build(struct fixture *f)
{
	fixture_add(f, "a", "",
		"CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);\n"
		"INSERT INTO users (name) VALUES ('ann'), ('bob');\n"
		"CREATE TABLE posts (u REFERENCES users ON DELETE CASCADE);"
		"INSERT INTO posts VALUES (1), (2);",
		"DROP TABLE posts; DROP TABLE users;");
	fixture_add(f, "b", "a",
		"CREATE INDEX i ON users (name); CREATE VIEW v AS SELECT * FROM users;",
		"DROP VIEW v; DROP INDEX i;");
	fixture_add(f, "c", "b",
		"@rebuild users id name\n"
		"CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);\n"
		"INSERT INTO n (id, name) SELECT id, name FROM users;\nDROP TABLE users;\n"
		"ALTER TABLE n RENAME TO users;\n@end users",
		"@rebuild users id name\n"
		"CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);\n"
		"INSERT INTO n (id, name) SELECT id, name FROM users;\nDROP TABLE users;\n"
		"ALTER TABLE n RENAME TO users;\n@end users");
}

static char path[] = "/tmp/schemac-faults-XXXXXX";

static void
start(struct fixture *f)
{
	unlink(path);
	fixture_init(f, path);
	fixture_sql(f, "PRAGMA foreign_keys = ON");
	if (!disk.armed)
		fixture_sql(f, "PRAGMA synchronous = OFF");
	build(f);
}

static const char all[] = "SELECT name FROM sqlite_master WHERE sql > '' ORDER BY 1";
static const char empty[] = "";
static const char complete[] = "i,posts,schemac_history,schemac_version,sqlite_sequence,users,v";
static const char undone[] = "schemac_history,schemac_version,sqlite_sequence";

static bool
has_objects(struct fixture *f, const char *expected)
{
	return strcmp(fixture_text(f, all), expected) == 0;
}

/*
 * After a run, successful or not, the state must be the old or the new one and the connection
 * unchanged.
 */
static void
check(struct fixture *f, int result, const char *before, const char *after)
{
	disk.armed = memory.armed = false;
	fault.left = -1;
	sqlite3_set_authorizer(f->handle, NULL, NULL);
	/* If ROLLBACK also fails, the error reports this. */
	if (!sqlite3_get_autocommit(f->handle)) {
		assert_true(fault.keeps_failing);
		assert_non_null(strstr(f->error.message, "the transaction is still open"));
		fixture_sql(f, "ROLLBACK");
	}
	if (result) {
		assert_int_not_equal(f->error.kind, SCHEMAC_ERROR_NONE);
		assert_true(f->error.message[0]);
	}
	if (!has_objects(f, result ? before : after)) {
		/*
		 * COMMIT may report a failure although it succeeded; the second run detects that.
		 */
		assert_int_equal(result, -1);
		if (!has_objects(f, after))
			fail_msg("%s: a mixture: %s", f->error.message, f->rows);
	}
	assert_string_equal(fixture_text(f, "PRAGMA integrity_check"), "ok");
	assert_string_equal(fixture_text(f, "PRAGMA foreign_keys"), "1");
	assert_string_equal(fixture_text(f, "PRAGMA legacy_alter_table"), "0");
}

static void
arm_disk(struct fixture *f)
{
	(void)f;
	disk.armed = true;
}

/*
 * Upgrades with the n-th fault and again without it, then downgrades in the same way. Returns 0 if
 * no fault occurred.
 */
typedef void arm_function(struct fixture *fixture);

static bool
run_round(long n, bool keeps_failing, arm_function *arm)
{
	struct fixture f;
	bool failed = false;
	disk.armed = arm == arm_disk;
	fault.left = -1;
	start(&f);
	fault.left = n;
	fault.keeps_failing = keeps_failing;
	fault.failed = false;
	arm(&f);
	check(&f, fixture_upgrade(&f), empty, complete);
	failed |= fault.failed;
	assert_ok(&f, fixture_upgrade(&f));
	assert_true(has_objects(&f, complete));
	assert_string_equal(
		fixture_text(&f, "SELECT name, u FROM users, posts WHERE u = id"), "ann|1,bob|2");
	assert_string_equal(
		fixture_text(&f, "SELECT group_concat(revision, '') FROM schemac_history"), "abc");

	fault.left = n;
	fault.failed = false;
	arm(&f);
	check(&f, fixture_downgrade(&f, NULL), complete, undone);
	failed |= fault.failed;
	assert_ok(&f, fixture_downgrade(&f, NULL));
	assert_true(has_objects(&f, undone));
	fixture_release(&f);
	return failed;
}

static void
run_rounds(long first, long stride, arm_function *arm)
{
	for (int keeps_failing = 0; keeps_failing < 2; keeps_failing++) {
		long n = first;
		while (run_round(n, keeps_failing, arm))
			n += stride;
		assert_true(n > first + stride);
	}
}

static void
arm_allocator(struct fixture *f)
{
	f->options.allocator = &faulty_allocator;
}

static void
test_allocations(void **state)
{
	(void)state;
	run_rounds(0, 1, arm_allocator);
}

static void
arm_memory(struct fixture *f)
{
	(void)f;
	memory.armed = true;
}

/* There are thousands of allocations. Strides without a common factor cover different ones. */
static void
test_sqlite_allocations(void **state)
{
	(void)state;
	run_rounds(0, 83, arm_memory);
	run_rounds(1, 101, arm_memory);
}

static void
arm_authorizer(struct fixture *f)
{
	sqlite3_set_authorizer(f->handle, authorize_faulty, NULL);
}

static void
test_statements(void **state)
{
	(void)state;
	run_rounds(0, 1, arm_authorizer);
}

static void
test_disk(void **state)
{
	(void)state;
	static const int codes[] = {SQLITE_FULL, SQLITE_IOERR_WRITE};
	for (size_t i = 0; i < sizeof(codes) / sizeof(*codes); i++) {
		disk.code = codes[i];
		run_rounds(0, 1, arm_disk);
	}
}

/* schemac_stamp() and the functions that only read. */
static void
test_other_calls(void **state)
{
	(void)state;
	static const struct schemac_column_shape columns[] = {{"u", "", false, 0}};
	static const struct schemac_table_shape tables[] = {{NULL, "posts", columns, 1}};
	struct fixture f;
	start(&f);
	f.bundle.tables[SCHEMAC_DIALECT_SQLITE] = tables;
	f.bundle.table_count[SCHEMAC_DIALECT_SQLITE] = 1;
	assert_ok(&f, fixture_upgrade(&f));
	f.bundle.revision_count = 2;
	f.options.allocator = &faulty_allocator;
	bool failed = true;
	for (long n = 0; failed; n++) {
		struct schemac_status status;
		size_t count;
		failed = false;
		for (int call = 0; call < 4; call++) {
			struct schemac_db db = fixture_db(&f);
			int result;
			fault.left = n;
			fault.failed = false;
			if (call == 0)
				result = schemac_status(
					&status, db, &f.bundle, &f.options, &f.error);
			else if (call == 1)
				result = schemac_check_drift(
					&count, db, &f.bundle, NULL, NULL, &f.options, &f.error);
			else if (call == 2)
				result = fixture_stamp(&f, "b");
			else
				result = schemac_downgrade_stored(
					db, &f.bundle, "c", &f.options, &f.error);
			fault.left = -1;
			failed |= fault.failed;
			assert_int_equal(result, fault.failed ? -1 : 0);
			if (result)
				assert_int_equal(f.error.kind, SCHEMAC_ERROR_NO_MEMORY);
			else if (call == 0)
				schemac_status_release(&status);
			else if (call >= 2)
				fixture_sql(&f, "UPDATE schemac_version SET version_num = 'c'");
		}
	}
	fixture_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_allocations),
		cmocka_unit_test(test_sqlite_allocations),
		cmocka_unit_test(test_statements),
		cmocka_unit_test(test_disk),
		cmocka_unit_test(test_other_calls),
	};
	install_faulty();
	int file = mkstemp(path);
	if (file < 0)
		return 1;
	close(file);
	int result = cmocka_run_group_tests(tests, NULL, NULL);
	unlink(path);
	return result;
}
