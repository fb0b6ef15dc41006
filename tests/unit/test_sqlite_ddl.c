/*
 * Each kind of change: the comparison finds exactly the expected changes, the upgrade of a table
 * with rows produces the new schema, and the downgrade restores the old schema.
 */
#include "ddl_fixture.h"

struct ddl_case {
	const char *name;
	const char *before, *rows, *after; /* SQL */
	const char *renames;  /* "table.old>new" or "old>new" for a table, separated by spaces */
	const char *changes;  /* change_print() of each change, one per line */
	const char *upgrade;  /* text that the upgrade must contain, or NULL */
	const char *kept;     /* a query whose result must not change, or NULL */
};

static void
set_renames(struct arena *arena, struct schema *after, const char *renames)
{
	char *copy = arena_strdup(arena, renames != NULL ? renames : "");
	for (char *one = strtok(copy, " "); one != NULL; one = strtok(NULL, " ")) {
		char *to = strchr(one, '>');
		char *dot = strchr(one, '.');
		*to++ = '\0';
		if (dot == NULL) {
			struct qualified_name name = {.name = to};
			schema_find_table(after, &name)->renamed_from.name = one;
			continue;
		}
		*dot++ = '\0';
		struct qualified_name name = {.name = one};
		table_find_column(schema_find_table(after, &name), to)->renamed_from = dot;
	}
}

static void
run_case(struct arena *arena, const struct ddl_case *test)
{
	const struct compare_settings settings = {0};
	struct changes changes = {0}, back = {0};
	struct ddl up = {0}, down = {0};
	sqlite3 *db = database(test->before), *model = database(test->after);
	struct schema *before = inspect(arena, db), *after = inspect(arena, model);
	execute(db, test->rows);
	const char *kept = test->kept != NULL ? query(arena, db, test->kept) : "";
	set_renames(arena, after, test->renames);
	compare_schemas(arena, &changes, &sqlite_dialect, &settings, before, after);
	assert_string_equal(changes_text(arena, &changes), test->changes);

	plan(arena, &up, before, after, &changes, DDL_UP);
	struct strbuf text = STRBUF_INIT;
	ddl_print(&text, &up);
	if (test->upgrade != NULL && strstr(text.buf, test->upgrade) == NULL)
		assert_string_equal(text.buf, test->upgrade);
	strbuf_release(&text);
	struct schema *target = schema_to_go_back(arena, before, &changes);
	compare_schemas(arena, &back, &sqlite_dialect, &settings, after, target);
	plan(arena, &down, after, target, &back, DDL_DOWN);

	apply(arena, db, &up);
	assert_schemas_equal(arena, inspect(arena, db), inspect(arena, model));
	if (test->kept != NULL)
		assert_string_equal(query(arena, db, test->kept), kept);
	apply(arena, db, &down);
	assert_schemas_equal(arena, inspect(arena, db), before);
	if (test->kept != NULL)
		assert_string_equal(query(arena, db, test->kept), kept);
	assert_string_equal(query(arena, db, "PRAGMA integrity_check"), "ok|\n");
	sqlite3_close(db);
	sqlite3_close(model);
}

#define USERS "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT)"
#define USERS_ROWS "INSERT INTO users VALUES (1, 'ada', NULL), (7, 'bob', 'x')"

static const struct ddl_case cases[] = {
	{"nothing", USERS, USERS_ROWS, "CREATE TABLE \"users\" (id integer primary key, name text not null, bio text)",
		NULL, "", NULL, "SELECT * FROM users"},
	{"add table", USERS, USERS_ROWS,
		USERS "; CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES users); CREATE INDEX b_a ON b (a)",
		NULL, "add table b\n", "CREATE TABLE b (", "SELECT * FROM users"},
	{"drop table", USERS "; CREATE TABLE b (x)", USERS_ROWS, USERS, NULL, "drop table b\n",
		"DROP TABLE b;", "SELECT * FROM users"},
	{"two tables that reference each other",
		"CREATE TABLE z (x)", "",
		"CREATE TABLE z (x); CREATE TABLE a (id INTEGER PRIMARY KEY, b INTEGER REFERENCES b (id)); CREATE TABLE b (id INTEGER PRIMARY KEY, a INTEGER REFERENCES a (id))",
		NULL, "add table a\nadd table b\n", NULL, NULL},
	{"add nullable column", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, phone VARCHAR(20), bio TEXT)",
		NULL, "add column users.phone\n", "ALTER TABLE users ADD COLUMN phone VARCHAR(20);",
		"SELECT id, name, bio FROM users"},
	{"add column with constant default", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT, n INT NOT NULL DEFAULT -1)",
		NULL, "add column users.n\n", "ADD COLUMN n INT NOT NULL DEFAULT -1;",
		"SELECT id, name, bio FROM users"},
	{"add column with variable default", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT, at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP)",
		NULL, "add column users.at\n", "-- schemac: rebuild users (id, name, bio)",
		"SELECT id, name, bio FROM users"},
	{"add foreign key column", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT, boss INTEGER REFERENCES users (id) ON DELETE SET NULL)",
		NULL, "add column users.boss\nadd foreign key (boss) to users\n",
		"ADD COLUMN boss INTEGER REFERENCES users (id) ON DELETE SET NULL;",
		"SELECT id, name, bio FROM users"},
	{"add stored generated column", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT, up TEXT GENERATED ALWAYS AS (upper(name)) STORED)",
		NULL, "add column users.up\n", "rebuild users", "SELECT id, name, bio FROM users"},
	{"add virtual generated column", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT, up TEXT GENERATED ALWAYS AS (upper(name)) VIRTUAL)",
		NULL, "add column users.up\n", "ALTER TABLE users ADD COLUMN up",
		"SELECT id, name, bio FROM users"},
	{"drop column", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL)", NULL,
		"drop column users.bio\n", "ALTER TABLE users DROP COLUMN bio;",
		"SELECT id, name FROM users"},
	{"drop not null column", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, bio TEXT)", NULL,
		"drop column users.name\n", "ALTER TABLE users DROP COLUMN name;",
		"SELECT id, bio FROM users"},
	{"drop unique column",
		"CREATE TABLE t (a INTEGER, b TEXT UNIQUE)", "INSERT INTO t VALUES (1, 'x')",
		"CREATE TABLE t (a INTEGER)", NULL,
		"drop column t.b\ndrop unique constraint (b) from t\n", "rebuild t (a, b)",
		"SELECT rowid, a FROM t"},
	{"drop column with its own check",
		"CREATE TABLE t (a INTEGER, b TEXT CHECK (b <> ''))", "INSERT INTO t VALUES (1, 'x')",
		"CREATE TABLE t (a INTEGER)", NULL,
		"drop column t.b\ndrop check constraint (b <> '') from t\n",
		"-- schemac: rebuild t (a, b)\n", "SELECT rowid, a FROM t"},
	{"drop indexed column", "CREATE TABLE t (a, b); CREATE INDEX i ON t (b)",
		"INSERT INTO t VALUES (1, 2)", "CREATE TABLE t (a)", NULL,
		"drop column t.b\ndrop index i from t\n", "DROP INDEX i;", "SELECT a FROM t"},
	{"rename column", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, nick TEXT NOT NULL, bio TEXT)",
		"users.name>nick", "rename column users.name to nick\n",
		"ALTER TABLE users RENAME COLUMN name TO nick;", "SELECT id, bio FROM users"},
	{"rename column and change its type", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, nick VARCHAR(80) NOT NULL, bio TEXT)",
		"users.name>nick",
		"rename column users.name to nick\nalter type of users.nick: TEXT to VARCHAR(80)\n",
		"-- schemac: rebuild users (id, nick, bio)", "SELECT id, bio FROM users"},
	{"rename indexed column",
		"CREATE TABLE t (a, b, UNIQUE (a, b)); CREATE INDEX i ON t (b)", "INSERT INTO t VALUES (1, 2)",
		"CREATE TABLE t (a, c, UNIQUE (a, c)); CREATE INDEX i ON t (c)", "t.b>c",
		"rename column t.b to c\n", NULL, "SELECT a FROM t"},
	{"rename table", USERS, USERS_ROWS,
		"CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT)",
		"users>people", "rename table users to people\n",
		"ALTER TABLE users RENAME TO people;", NULL},
	{"rename table and add column", USERS, USERS_ROWS,
		"CREATE TABLE people (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT, x)",
		"users>people", "rename table users to people\nadd column people.x\n", NULL, NULL},
	{"to not null", USERS, "INSERT INTO users VALUES (1, 'ada', 'x'), (5, 'bob', 'y')",
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL, bio TEXT NOT NULL)",
		NULL, "alter nullability of users.bio: NOT NULL\n",
		"-- schemac: expect-no-rows SELECT id FROM users WHERE bio IS NULL",
		"SELECT * FROM users"},
	{"to nullable", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT, bio TEXT)", NULL,
		"alter nullability of users.name: NULL\n", NULL, "SELECT * FROM users"},
	{"default added", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT 'x', bio TEXT)",
		NULL, "alter default of users.name\n", NULL, "SELECT * FROM users"},
	{"equivalent default",
		"CREATE TABLE t (a INT DEFAULT 5, b BOOLEAN DEFAULT true, c DEFAULT NULL)",
		"INSERT INTO t DEFAULT VALUES",
		"CREATE TABLE t (a INT DEFAULT '5', b BOOLEAN DEFAULT 1, c)", NULL, "", NULL, NULL},
	{"type changed", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name VARCHAR(80) NOT NULL, bio TEXT)",
		NULL, "alter type of users.name: TEXT to VARCHAR(80)\n", NULL, "SELECT * FROM users"},
	{"type synonym", "CREATE TABLE t (a DECIMAL(8, 2), b BOOL)", "",
		"CREATE TABLE t (a numeric(8,2), b BOOLEAN)", NULL, "", NULL, NULL},
	{"unnamed unique added", USERS, USERS_ROWS,
		"CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, bio TEXT)", NULL,
		"add unique constraint (name) to users\n", NULL, "SELECT * FROM users"},
	{"unique with and without a name",
		"CREATE TABLE t (a, CONSTRAINT u UNIQUE (a))", "", "CREATE TABLE t (a UNIQUE)", NULL, "",
		NULL, NULL},
	{"order of a unique key", "CREATE TABLE t (a, b, UNIQUE (a, b))", "INSERT INTO t VALUES (1, 2)",
		"CREATE TABLE t (a, b, UNIQUE (b, a))", NULL,
		"add unique constraint (b, a) to t\ndrop unique constraint (a, b) from t\n", NULL,
		"SELECT rowid, * FROM t"},
	{"check changed",
		"CREATE TABLE t (a INTEGER, CONSTRAINT c CHECK (a > 0))", "INSERT INTO t VALUES (5)",
		"CREATE TABLE t (a INTEGER, CONSTRAINT c CHECK (a > 1))", NULL,
		"add check constraint c to t\ndrop check constraint c from t\n", NULL,
		"SELECT rowid, * FROM t"},
	{"primary key added", "CREATE TABLE t (a TEXT NOT NULL, b)", "INSERT INTO t VALUES ('x', 1)",
		"CREATE TABLE t (a TEXT NOT NULL PRIMARY KEY, b)", NULL, "add primary key (a) to t\n",
		NULL, "SELECT rowid, * FROM t"},
	{"foreign key action changed",
		USERS "; CREATE TABLE p (u INTEGER REFERENCES users (id))",
		USERS_ROWS "; INSERT INTO p VALUES (1)",
		USERS "; CREATE TABLE p (u INTEGER REFERENCES users (id) ON DELETE CASCADE)", NULL,
		"add foreign key (u) to p\ndrop foreign key (u) from p\n", NULL, "SELECT * FROM p"},
	{"index added, changed, dropped",
		"CREATE TABLE t (a, b); CREATE INDEX one ON t (a); CREATE INDEX two ON t (a)",
		"INSERT INTO t VALUES (1, 2)",
		"CREATE TABLE t (a, b); CREATE UNIQUE INDEX two ON t (a DESC); CREATE INDEX three ON t (lower(b)) WHERE a > 0",
		NULL, "add index three to t\nadd index two to t\ndrop index one from t\ndrop index two from t\n", "CREATE UNIQUE INDEX two ON t (a DESC)",
		"SELECT * FROM t"},
	{"index renamed", "CREATE TABLE t (a); CREATE INDEX one ON t (a)", "",
		"CREATE TABLE t (a); CREATE INDEX two ON t (a)", NULL,
		"rename index one on t to two\n", "DROP INDEX one;", NULL},
	{"collation", "CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('x')",
		"CREATE TABLE t (a TEXT COLLATE NOCASE)", NULL, "alter collation of t.a\n", NULL,
		"SELECT rowid, * FROM t"},
	{"strict and without rowid", "CREATE TABLE t (a TEXT NOT NULL PRIMARY KEY, b INTEGER)",
		"INSERT INTO t VALUES ('x', 1)",
		"CREATE TABLE t (a TEXT NOT NULL PRIMARY KEY, b INTEGER) STRICT, WITHOUT ROWID", NULL,
		"alter options of table t\n", NULL, "SELECT * FROM t"},
	{"autoincrement keeps its largest rowid",
		"CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a TEXT)",
		"INSERT INTO t VALUES (5, 'x'), (9, 'y'); DELETE FROM t WHERE id = 9",
		"CREATE TABLE t (id INTEGER PRIMARY KEY AUTOINCREMENT, a VARCHAR(9))", NULL,
		"alter type of t.a: TEXT to VARCHAR(9)\n", NULL, "SELECT * FROM sqlite_sequence"},
	{"generated to plain and back",
		"CREATE TABLE t (a TEXT, b TEXT GENERATED ALWAYS AS (upper(a)) STORED)",
		"INSERT INTO t (a) VALUES ('x')", "CREATE TABLE t (a TEXT, b TEXT)", NULL,
		"alter generated column t.b\n", NULL, "SELECT * FROM t"},
	{"view replaced, trigger recreated",
		"CREATE TABLE t (a INTEGER, b TEXT); CREATE VIEW v AS SELECT a FROM t; "
		"CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t WHERE a < 0; END",
		"INSERT INTO t VALUES (1, 'x')",
		"CREATE TABLE t (a INTEGER NOT NULL, b TEXT); CREATE VIEW v AS SELECT a, b FROM t; "
		"CREATE TRIGGER r AFTER INSERT ON t BEGIN DELETE FROM t WHERE a < 0; END",
		NULL, "alter nullability of t.a: NOT NULL\nreplace view v\n", NULL, "SELECT * FROM t"},
	{"names that need quotes",
		"CREATE TABLE \"Order Details\" (\"a b\" INTEGER, \"select\" TEXT)",
		"INSERT INTO \"Order Details\" VALUES (1, 'x')",
		"CREATE TABLE \"Order Details\" (\"a b\" INTEGER NOT NULL, \"select\" TEXT, \"it's\" TEXT)",
		NULL,
		"add column Order Details.it's\nalter nullability of Order Details.a b: NOT NULL\n",
		NULL, "SELECT \"a b\", \"select\" FROM \"Order Details\""},
	{"a column called rowid", "CREATE TABLE t (rowid TEXT, a TEXT)",
		"INSERT INTO t VALUES ('r', 'x')", "CREATE TABLE t (rowid TEXT, a TEXT NOT NULL)", NULL,
		"alter nullability of t.a: NOT NULL\n", "(_rowid_, rowid, a)", "SELECT _rowid_, * FROM t"},
};

static void
run_one(void **state)
{
	const struct ddl_case *test = *state;
	struct arena arena = {0};
	run_case(&arena, test);
	arena_release(&arena);
}

int
main(void)
{
	struct CMUnitTest tests[sizeof(cases) / sizeof(*cases)];
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		tests[i] = (struct CMUnitTest){.name = cases[i].name,
			.test_func = run_one,
			.initial_state = (void *)&cases[i]};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
