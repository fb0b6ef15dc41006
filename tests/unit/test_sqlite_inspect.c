/* sqlite_inspect: which objects are inspected, and that incorrect parsing is an error. */
#include "sqlite/server/inspect_internal.h"

#include "sqlite/parse/parse_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
/* cmocka.h requires the headers above */
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

struct fixture {
	struct arena arena;
	struct diagnostics diagnostics;
	struct inspect_options options;
	sqlite3 *db;
};

static int
set_up(void **state)
{
	struct fixture *fixture = calloc(1, sizeof(*fixture));
	assert_non_null(fixture);
	arena_init(&fixture->arena);
	diag_init(&fixture->diagnostics, &fixture->arena);
	fixture->options.version_table = "schemac_version";
	fixture->options.history_table = "schemac_history";
	assert_int_equal(sqlite3_open(":memory:", &fixture->db), SQLITE_OK);
	*state = fixture;
	return 0;
}

static int
tear_down(void **state)
{
	struct fixture *fixture = *state;
	sqlite3_close(fixture->db);
	arena_release(&fixture->arena);
	free(fixture);
	return 0;
}

static void
run(struct fixture *fixture, const char *sql)
{
	if (sqlite3_exec(fixture->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sqlite3_errmsg(fixture->db), sql);
}

static struct schema *
inspect(struct fixture *fixture)
{
	struct schema *schema = schema_new(&fixture->arena);
	if (sqlite_inspect(&fixture->arena, schema, fixture->db, &fixture->options,
		    &fixture->diagnostics) < 0)
		fail_msg("%s", fixture->diagnostics.all.items[0]->message);
	assert_int_equal(fixture->diagnostics.all.len, 0);
	return schema;
}

static void
assert_tables(const struct schema *schema, const char *expected)
{
	struct strbuf names = STRBUF_INIT;
	VEC_EACH (struct table *, table, schema->tables)
		strbuf_addf(&names, "%s ", (*table)->name.name);
	assert_string_equal(names.buf, expected);
	strbuf_release(&names);
}

static void
objects_outside_the_schema_are_ignored(void **state)
{
	struct fixture *fixture = *state;
	run(fixture, "CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT, b UNIQUE);"
		     "CREATE TABLE Schemac_Version (version_num PRIMARY KEY);"
		     "CREATE TABLE schemac_history (at);"
		     "CREATE INDEX history_at ON schemac_history (at);"
		     "CREATE TEMP TABLE t2 (x); CREATE TEMP TABLE t (other);"
		     "ATTACH ':memory:' AS other; CREATE TABLE other.t3 (x);"
		     "INSERT INTO main.t VALUES (1, 2); ANALYZE main;");
	struct schema *schema = inspect(fixture);
	assert_tables(schema, "t ");
	assert_int_equal(schema->tables.items[0]->columns.len, 2);
	assert_int_equal(schema->tables.items[0]->indexes.len, 0);
	assert_int_equal(schema->objects.len, 0);
}

static void
shadow_tables_belong_to_their_table(void **state)
{
	struct fixture *fixture = *state;
	run(fixture, "CREATE VIRTUAL TABLE notes USING fts5 (body);"
		     "CREATE TABLE notes_mine (a); CREATE INDEX i ON notes_mine (a);"
		     "CREATE VIRTUAL TABLE places USING rtree (id, a, b)");
	struct schema *schema = inspect(fixture);
	assert_tables(schema, "notes_mine ");
	assert_int_equal(schema->tables.items[0]->indexes.len, 1);
	assert_int_equal(schema->objects.len, 2);
	assert_int_equal(schema->objects.items[0]->kind, OBJECT_VIRTUAL_TABLE);
	assert_string_equal(schema->objects.items[0]->name.name, "notes");
}

static int
compare(void *unused, int a_length, const void *a, int b_length, const void *b)
{
	(void)unused;
	return a_length != b_length ? a_length - b_length : memcmp(a, b, (size_t)a_length);
}

static void
no_function(sqlite3_context *context, int count, sqlite3_value **values)
{
	(void)count, (void)values;
	sqlite3_result_null(context);
}

/* Opens the same database without what the first connection registered. */
static void
open_anew(struct fixture *fixture)
{
	sqlite3_int64 size;
	unsigned char *image = sqlite3_serialize(fixture->db, "main", &size, 0);
	assert_non_null(image);
	sqlite3_close(fixture->db);
	assert_int_equal(sqlite3_open(":memory:", &fixture->db), SQLITE_OK);
	assert_int_equal(sqlite3_deserialize(fixture->db, "main", image, size, size,
				 SQLITE_DESERIALIZE_FREEONCLOSE),
		SQLITE_OK);
}

/*
 * A collation, a function and a module that are not available here, and a view on a missing table.
 */
static void
objects_of_missing_modules_are_kept(void **state)
{
	struct fixture *fixture = *state;
	sqlite3_create_collation(fixture->db, "klingon", SQLITE_UTF8, NULL, compare);
	sqlite3_create_function(fixture->db, "kling", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC, NULL,
		no_function, NULL, NULL);
	run(fixture, "CREATE TABLE t (a TEXT COLLATE klingon, b CHECK (kling(b)), c AS (kling(a)));"
		     "CREATE INDEX i ON t (a, b COLLATE klingon, kling(b)) WHERE kling(c);"
		     "CREATE VIEW v AS SELECT kling(a), missing FROM t, nowhere;"
		     "CREATE VIEW w AS SELECT * FROM x; CREATE VIEW x AS SELECT * FROM w;"
		     "PRAGMA writable_schema = ON;"
		     "INSERT INTO sqlite_schema VALUES ('table', 'k', 'k', 0, 'CREATE VIRTUAL "
		     "TABLE k USING "
		     "kling(a)')");
	open_anew(fixture);
	struct schema *schema = inspect(fixture);
	assert_tables(schema, "t ");
	const struct table *table = schema->tables.items[0];
	assert_string_equal(table->columns.items[0]->collation, "klingon");
	assert_string_equal(table->indexes.items[0]->parts.items[1].collation, "klingon");
	assert_string_equal(table->indexes.items[0]->where.common, "kling(c)");
	assert_int_equal(schema->objects.len, 4);
}

static void
names_get_the_spelling_of_their_declaration(void **state)
{
	struct fixture *fixture = *state;
	run(fixture,
		"CREATE TABLE Users (Id INTEGER PRIMARY KEY, name);"
		"CREATE TABLE posts (author REFERENCES USERS (ID), other REFERENCES Missing (ID));"
		"CREATE INDEX i ON posts (AUTHOR); CREATE INDEX j ON posts (\"no column\");"
		"CREATE TRIGGER g AFTER INSERT ON USERS BEGIN SELECT 1; END");
	struct schema *schema = inspect(fixture);
	const struct table *posts =
		schema_find_table(schema, &(struct qualified_name){.name = "posts"});
	assert_non_null(posts);
	assert_string_equal(posts->constraints.items[0]->target.name, "Users");
	assert_string_equal(posts->constraints.items[0]->target_columns.items[0], "Id");
	assert_string_equal(posts->constraints.items[1]->target.name, "Missing");
	assert_string_equal(posts->constraints.items[1]->target_columns.items[0], "ID");
	assert_string_equal(table_find_index(posts, "i")->parts.items[0].column, "author");
	const struct key_part *part = table_find_index(posts, "j")->parts.items;
	assert_null(part->column);
	assert_string_equal(part->expression.common, "\"no column\"");
	assert_string_equal(schema->objects.items[0]->table.name, "Users");
}

static void
an_inspection_does_not_end_a_transaction(void **state)
{
	struct fixture *fixture = *state;
	run(fixture, "BEGIN; CREATE TABLE t (a)");
	assert_tables(inspect(fixture), "t ");
	assert_false(sqlite3_get_autocommit(fixture->db));
	run(fixture, "ROLLBACK");
	assert_tables(inspect(fixture), "");
	assert_true(sqlite3_get_autocommit(fixture->db));
}

/* Compares the table in the text with a different table of the same name in the database. */
static void
expect_misread(struct fixture *fixture, const char *text, const char *message)
{
	struct table table;
	const char *problem;
	struct inspection in = {.arena = &fixture->arena,
		.db = fixture->db,
		.options = &fixture->options,
		.diagnostics = &fixture->diagnostics};

	assert_int_equal(sqlite_parse_table(&fixture->arena, &table, text, &problem), 0);
	assert_int_equal(inspection_check_table(&in, &table), -1);
	for (size_t i = 0; i < QUERY_COUNT; i++)
		sqlite3_finalize(in.queries[i]);
	size_t last = fixture->diagnostics.all.len - 1;
	assert_int_equal(fixture->diagnostics.all.items[last]->id, DIAG_MISREAD);
	assert_string_equal(fixture->diagnostics.all.items[last]->message,
		arena_printf(
			&fixture->arena, "table 't' of the database cannot be read: %s", message));
	assert_int_equal(diag_exit_status(&fixture->diagnostics), EXIT_ENVIRONMENT);
}

static void
a_parsing_mistake_is_an_error(void **state)
{
	struct fixture *fixture = *state;
	run(fixture, "CREATE TABLE t (a INT PRIMARY KEY, b TEXT NOT NULL DEFAULT 1, c AS (a), "
		     "d REFERENCES t)");
	expect_misread(fixture, "CREATE TABLE t (a INT PRIMARY KEY)",
		"SQLite reports 4 columns, but schemac reads 1");
	expect_misread(fixture,
		"CREATE TABLE t (A INT PRIMARY KEY, b TEXT NOT NULL DEFAULT 1, c AS (a), d "
		"REFERENCES t)",
		"schemac and SQLite disagree about column 'a' (name)");
	expect_misread(fixture,
		"CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT NOT NULL DEFAULT 1, c AS (a), d "
		"REFERENCES t)",
		"schemac and SQLite disagree about column 'a' (type)");
	expect_misread(fixture,
		"CREATE TABLE t (a INT, b TEXT NOT NULL DEFAULT 1, c AS (a), d REFERENCES t)",
		"schemac and SQLite disagree about column 'a' (primary key)");
	expect_misread(fixture,
		"CREATE TABLE t (a INT PRIMARY KEY, b TEXT DEFAULT 1, c AS (a), d REFERENCES t)",
		"schemac and SQLite disagree about column 'b' (NOT NULL)");
	expect_misread(fixture,
		"CREATE TABLE t (a INT PRIMARY KEY, b TEXT NOT NULL, c AS (a), d REFERENCES t)",
		"schemac and SQLite disagree about column 'b' (default)");
	expect_misread(fixture,
		"CREATE TABLE t (a INT PRIMARY KEY, b TEXT NOT NULL DEFAULT 1, c AS (a) STORED, d "
		"REFERENCES t)",
		"schemac and SQLite disagree about column 'c' (generated)");
	expect_misread(fixture,
		"CREATE TABLE t (a INT PRIMARY KEY, b TEXT NOT NULL DEFAULT 1, c AS (a), d)",
		"SQLite reports 1 foreign keys, but schemac reads 0");
}

static void
an_error_of_the_database_is_reported(void **state)
{
	struct fixture *fixture = *state;
	struct schema *schema = schema_new(&fixture->arena);

	run(fixture, "CREATE TABLE t (a)");
	sqlite3_limit(fixture->db, SQLITE_LIMIT_SQL_LENGTH, 10);
	assert_int_equal(sqlite_inspect(&fixture->arena, schema, fixture->db, &fixture->options,
				 &fixture->diagnostics),
		-1);
	assert_int_equal(fixture->diagnostics.all.items[0]->id, DIAG_DATABASE_FAILED);
	assert_int_equal(schema->tables.len, 0);
}

int
main(void)
{
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
		TEST(objects_outside_the_schema_are_ignored),
		TEST(shadow_tables_belong_to_their_table),
		TEST(objects_of_missing_modules_are_kept),
		TEST(names_get_the_spelling_of_their_declaration),
		TEST(an_inspection_does_not_end_a_transaction),
		TEST(a_parsing_mistake_is_an_error),
		TEST(an_error_of_the_database_is_reported),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
