/* open: the effects on files, and the errors for files that are not databases. */
#include "sqlite/server/open.h"

#include "base/file.h"
#include "sqlite/server/sqlite_inspect.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	char folder[32];
};

static int
set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	assert_non_null(fixture);
	arena_init(&fixture->arena);
	diag_init(&fixture->diagnostics, &fixture->arena);
	strcpy(fixture->folder, "/tmp/schemac-XXXXXX");
	assert_non_null(mkdtemp(fixture->folder));
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	struct texts list = {.items = NULL};
	assert_int_equal(folder_list(&fixture->arena, fixture->folder, &list), 0);
	VEC_EACH (const char *, name, list)
		unlink(path_join(&fixture->arena, fixture->folder, *name));
	assert_int_equal(rmdir(fixture->folder), 0);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static sqlite3 *
open_file(struct fixture *fixture, const char *name, enum sqlite_open_mode mode)
{
	struct location nowhere = {.file = NULL};
	struct database_url url;
	sqlite3 *db;
	const char *text = arena_printf(&fixture->arena, "sqlite:///%s", name);

	assert_int_equal(database_url_parse(&fixture->arena, &url, text, fixture->folder, nowhere,
				 &fixture->diagnostics),
		0);
	int status = sqlite_open(&db, &url, mode, nowhere, &fixture->diagnostics);
	assert_int_equal(status, db == NULL ? -1 : 0);
	return db;
}

static const char *
last_message(const struct fixture *fixture)
{
	size_t count = fixture->diagnostics.all.len;
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_ENVIRONMENT);
	return fixture->diagnostics.all.items[count - 1]->message;
}

static size_t
count_files(struct fixture *fixture)
{
	struct texts list = {.items = NULL};
	assert_int_equal(folder_list(&fixture->arena, fixture->folder, &list), 0);
	return list.len;
}

static void
inspection_does_not_create_a_file(void **state)
{
	struct fixture *fixture = *state;
	assert_null(open_file(fixture, "missing.db", SQLITE_TO_INSPECT));
	assert_string_equal(last_message(fixture),
		"'sqlite:///missing.db' cannot be opened: unable "
		"to open database file (No such file or directory)");
	assert_int_equal(count_files(fixture), 0);
}

static void
a_change_creates_the_file(void **state)
{
	struct fixture *fixture = *state;
	sqlite3 *db = open_file(fixture, "new.db", SQLITE_TO_CHANGE);
	assert_non_null(db);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_int_equal(count_files(fixture), 1);
	db = open_file(fixture, "new.db", SQLITE_TO_INSPECT);
	assert_non_null(db);
	assert_int_equal(
		sqlite3_exec(db, "CREATE TABLE u (a)", NULL, NULL, NULL) & 0xff, SQLITE_READONLY);
	sqlite3_close(db);
}

static void
a_missing_folder_is_an_error(void **state)
{
	struct fixture *fixture = *state;
	assert_null(open_file(fixture, "a/b.db", SQLITE_TO_CHANGE));
	assert_string_equal(last_message(fixture),
		"'sqlite:///a/b.db' cannot be opened: unable to "
		"open database file (No such file or directory)");
}

static void
other_files_are_rejected(void **state)
{
	struct fixture *fixture = *state;
	struct strbuf text = STRBUF_INIT;
	const char *path = path_join(&fixture->arena, fixture->folder, "text.db");

	for (int i = 0; i < 200; i++)
		strbuf_addstr(&text, "this is no database\n");
	assert_int_equal(file_write(path, text.buf, text.len), 0);
	for (int mode = SQLITE_TO_INSPECT; mode <= SQLITE_TO_CHANGE; mode++) {
		assert_null(open_file(fixture, "text.db", (enum sqlite_open_mode)mode));
		assert_string_equal(last_message(fixture),
			"'sqlite:///text.db' cannot be opened: file is not a database");
	}
	struct strbuf now = STRBUF_INIT;
	assert_int_equal(file_read(&now, path), 0);
	assert_string_equal(now.buf, text.buf);
	strbuf_release(&text);
	strbuf_release(&now);
}

static void
a_name_is_always_a_file(void **state)
{
	struct fixture *fixture = *state;
	char *back = getcwd(NULL, 0);
	struct location nowhere = {.file = NULL};
	struct database_url url;
	sqlite3 *db;

	assert_int_equal(chdir(fixture->folder), 0);
	assert_int_equal(database_url_parse(&fixture->arena, &url, "sqlite:///file:x%3fmode=memory",
				 NULL, nowhere, &fixture->diagnostics),
		0);
	assert_int_equal(
		sqlite_open(&db, &url, SQLITE_TO_CHANGE, nowhere, &fixture->diagnostics), 0);
	assert_int_equal(sqlite3_exec(db, "CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
	assert_true(file_exists("file:x?mode=memory"));
	assert_int_equal(chdir(back), 0);
	free(back);
}

static void
memory_is_a_database(void **state)
{
	struct fixture *fixture = *state;
	sqlite3 *db = open_file(fixture, ":memory:", SQLITE_TO_INSPECT);
	assert_non_null(db);
	sqlite3_close(db);
	assert_int_equal(count_files(fixture), 0);
}

/*
 * An open write transaction does not block an inspection; the inspection reads the previous state.
 */
static void
inspection_does_not_need_the_write_lock(void **state)
{
	struct fixture *fixture = *state;
	struct inspect_options options = {.version_table = NULL};
	sqlite3 *writer = open_file(fixture, "busy.db", SQLITE_TO_CHANGE);
	assert_int_equal(
		sqlite3_exec(writer, "CREATE TABLE t (a); BEGIN IMMEDIATE; CREATE TABLE u (a)",
			NULL, NULL, NULL),
		SQLITE_OK);
	sqlite3 *reader = open_file(fixture, "busy.db", SQLITE_TO_INSPECT);
	assert_non_null(reader);
	struct schema *schema = schema_new(&fixture->arena);
	assert_int_equal(
		sqlite_inspect(&fixture->arena, schema, reader, &options, &fixture->diagnostics),
		0);
	assert_int_equal(schema->tables.len, 1);
	assert_int_equal(sqlite3_exec(writer, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(reader);
	sqlite3_close(writer);
}

/* A damaged file causes SQLite's error message, not a crash. */
static void
damaged_databases_are_reported(void **state)
{
	struct fixture *fixture = *state;
	struct inspect_options options = {.version_table = NULL};
	const char *path = path_join(&fixture->arena, fixture->folder, "hurt.db");
	sqlite3 *db = open_file(fixture, "hurt.db", SQLITE_TO_CHANGE);
	struct strbuf file = STRBUF_INIT;

	for (int i = 0; i < 200; i++) {
		const char *sql = arena_printf(&fixture->arena, "CREATE TABLE t%d (a, b, c)", i);
		assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	}
	sqlite3_close(db);
	assert_int_equal(file_read(&file, path), 0);
	memset(file.buf + 100, 0xff, file.len / 3);
	assert_int_equal(file_write(path, file.buf, file.len), 0);
	strbuf_release(&file);
	db = open_file(fixture, "hurt.db", SQLITE_TO_INSPECT);
	if (db != NULL)
		assert_int_equal(sqlite_inspect(&fixture->arena, schema_new(&fixture->arena), db,
					 &options, &fixture->diagnostics),
			-1);
	assert_non_null(strstr(last_message(fixture), "database disk image is malformed"));
	sqlite3_close(db);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(inspection_does_not_create_a_file),
		TEST(a_change_creates_the_file),
		TEST(a_missing_folder_is_an_error),
		TEST(other_files_are_rejected),
		TEST(a_name_is_always_a_file),
		TEST(memory_is_a_database),
		TEST(inspection_does_not_need_the_write_lock),
		TEST(damaged_databases_are_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
