/*
 * The rebuild on SQLite: each of its guarantees, with a case in which a naive rebuild would lose
 * data.
 */
#include "runtime_fixture.h"

/* Rebuilds users so that name becomes NOT NULL, as the planner does. */
#define REBUILD_USERS                                                                              \
	"@rebuild users id name\n"                                                                 \
	"CREATE TABLE new_users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL);\n"     \
	"INSERT INTO new_users (id, name) SELECT id, name FROM users;\n"                           \
	"DROP TABLE users;\n"                                                                      \
	"ALTER TABLE new_users RENAME TO users;\n"                                                 \
	"@end users"

static void
start(struct fixture *f, const char *schema, const char *script)
{
	fixture_init(f, ":memory:");
	fixture_sql(f, "PRAGMA foreign_keys = ON");
	fixture_sql(f, schema);
	fixture_add(f, "a", "", script, "");
}

static const char users[] = "CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);"
			    "INSERT INTO users VALUES (1, 'ann'), (2, 'bob'), (9, 'gone'); DELETE "
			    "FROM users WHERE id = 9;";

static void
test_children(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, users, REBUILD_USERS);
	fixture_sql(&f,
		"CREATE TABLE posts (id INTEGER PRIMARY KEY, u REFERENCES USERS ON DELETE CASCADE);"
		"CREATE TABLE likes (id INTEGER PRIMARY KEY, u REFERENCES users ON DELETE SET "
		"NULL);"
		"INSERT INTO posts VALUES (1, 1), (2, 2); INSERT INTO likes VALUES (1, 1)");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT * FROM posts"), "1|1,2|2");
	assert_string_equal(fixture_text(&f, "SELECT * FROM likes"), "1|1");
	assert_string_equal(fixture_text(&f, "PRAGMA foreign_keys"), "1");
	assert_string_equal(fixture_text(&f, "PRAGMA legacy_alter_table"), "0");
	assert_string_equal(fixture_text(&f, "PRAGMA foreign_key_check"), "");
	/* Asserts that the foreign keys still reference users and are enforced. */
	fixture_sql(&f, "DELETE FROM users WHERE id = 1");
	assert_string_equal(fixture_text(&f, "SELECT * FROM posts"), "2|2");
	assert_string_equal(fixture_text(&f, "SELECT * FROM likes"), "1|null");
	fixture_release(&f);
}

static void
test_sequence(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, users, REBUILD_USERS);
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT * FROM sqlite_sequence"), "users|9");
	fixture_sql(&f, "INSERT INTO users (name) VALUES ('new')");
	assert_string_equal(fixture_text(&f, "SELECT max(id) FROM users"), "10");
	fixture_release(&f);

	/* An empty table also has an AUTOINCREMENT counter. */
	start(&f, users, REBUILD_USERS);
	fixture_sql(&f, "DELETE FROM users");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT * FROM sqlite_sequence"), "users|9");
	fixture_release(&f);

	/* A table that loses AUTOINCREMENT has no counter afterwards. */
	start(&f, users,
		"@rebuild users id name\nCREATE TABLE n (id INTEGER PRIMARY KEY, name);"
		"INSERT INTO n (id, name) SELECT id, name FROM users; DROP TABLE users;"
		"ALTER TABLE n RENAME TO users;\n@end users");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT * FROM sqlite_sequence"), "");
	fixture_release(&f);
}

static void
test_unmanaged_objects(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, users, REBUILD_USERS);
	fixture_sql(&f,
		"CREATE TABLE log (x);"
		"CREATE INDEX \"odd \"\"index\" ON users (name COLLATE NOCASE DESC);"
		"CREATE TRIGGER t1 AFTER INSERT ON Users BEGIN INSERT INTO log VALUES (1); END;"
		"CREATE TEMP TRIGGER t2 AFTER INSERT ON users BEGIN"
		" INSERT INTO log VALUES (2); END;"
		"CREATE TRIGGER temp.t3 AFTER INSERT ON main.users BEGIN"
		" INSERT INTO log VALUES (3); END;"
		"CREATE TRIGGER t4 AFTER INSERT ON log BEGIN UPDATE users SET name = 'x'"
		" WHERE 0; END;"
		"CREATE VIEW names AS SELECT name FROM users;"
		"CREATE TEMP VIEW names2 AS SELECT name FROM users;"
		"CREATE VIEW broken AS SELECT nosuch FROM nosuch");
	char before[1024];
	static const char objects[] =
		"SELECT type, name, sql FROM sqlite_master WHERE type <> 'table'"
		" AND name NOT LIKE 'sqlite%'"
		" UNION ALL SELECT type, name, sql FROM sqlite_temp_master ORDER BY 2";
	snprintf(before, sizeof(before), "%s", fixture_text(&f, objects));
	assert_non_null(strstr(before, "odd"));
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, objects), before);
	fixture_sql(&f, "INSERT INTO users (name) VALUES ('cid')");
	assert_string_equal(fixture_text(&f, "SELECT x FROM log ORDER BY 1"), "1,2,3");
	assert_string_equal(fixture_text(&f, "SELECT * FROM names2"), "ann,bob,cid");
	fixture_release(&f);
}

/* Objects that the revision drops explicitly are not recreated. */
static void
test_dropped_objects(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, users,
		"DROP INDEX i1;\n@rebuild users id name\nDROP INDEX i2; DROP TRIGGER t1;\n"
		"CREATE TABLE n (id INTEGER PRIMARY KEY AUTOINCREMENT, name);"
		"INSERT INTO n (id, name) SELECT id, name FROM users; DROP TABLE users;"
		"ALTER TABLE n RENAME TO users;\nDROP INDEX IF EXISTS i3;\n"
		"CREATE INDEX i4 ON users (name, id);\n@end users");
	fixture_sql(&f, "CREATE INDEX i1 ON users (name); CREATE INDEX i2 ON users (name);"
			"CREATE INDEX i3 ON users (name); CREATE INDEX i4 ON users (name);"
			"CREATE TRIGGER t1 AFTER INSERT ON users BEGIN SELECT 1; END;"
			"CREATE TRIGGER t2 AFTER INSERT ON users BEGIN SELECT 1; END");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master WHERE type <> 'table' "
					     "AND sql > '' ORDER BY 1"),
		"i3,i4,t2");
	assert_string_equal(fixture_text(&f, "SELECT sql FROM sqlite_master WHERE name = 'i4'"),
		"CREATE INDEX i4 ON users (name, id)");
	fixture_release(&f);
}

static void
test_rowids(void **state)
{
	(void)state;
	struct fixture f;
	start(&f,
		"CREATE TABLE notes (t TEXT); INSERT INTO notes (rowid, t) VALUES (3, 'c'), (7, "
		"'g')",
		"@rebuild notes t\nCREATE TABLE n (t TEXT NOT NULL);"
		"INSERT INTO n (rowid, t) SELECT rowid, t FROM notes; DROP TABLE notes;"
		"ALTER TABLE n RENAME TO notes;\n@end notes");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT rowid, t FROM notes"), "3|c,7|g");
	fixture_release(&f);
}

static const struct {
	const char *more; /* SQL before the upgrade */
	const char *script;
	const char *object;
	unsigned line;
	const char *message;
} refusals[] = {
	{"ALTER TABLE users ADD COLUMN phone TEXT", REBUILD_USERS, "phone", 10,
		"column users.phone is in the database but not in this revision, and the rebuild"
		" would drop it; if another branch added it, run `schemac rebase`"},
	{"ALTER TABLE users ADD COLUMN up AS (upper(name))", REBUILD_USERS, "up", 10,
		"column users.up is in the database but not in this revision, and the rebuild"
		" would drop it; if another branch added it, run `schemac rebase`"},
	{"ALTER TABLE users RENAME TO people", REBUILD_USERS, "", 10,
		"table users, which is to be rebuilt, does not exist"},
	{"CREATE TEMP TABLE Users (id)", REBUILD_USERS, "", 10,
		"a temporary table or view hides table users"},
	{"", "@rebuild users id name email\n@end users", "email", 10,
		"column users.email is not in the database, but the rebuild expects it"},
	{"", "@rebuild users id name\nDELETE FROM users WHERE id = 1;\n@end users", "users", 12,
		"users had 2 rows before the rebuild and would have 1 afterwards"},
	{"CREATE TABLE posts (u REFERENCES users); INSERT INTO posts VALUES (1)",
		"@rebuild users id name\nDELETE FROM posts;\n@end users", "posts", 12,
		"posts had 1 rows before the rebuild and would have 0 afterwards"},
	{"", "@rebuild users id name\nDROP TABLE users;\n@end users", "", 12,
		"table users does not exist after its rebuild"},
	{"CREATE INDEX i ON users (name)",
		"@rebuild users id name\nCREATE TABLE n (id); INSERT INTO n (id) SELECT id FROM"
		" users; DROP TABLE users; ALTER TABLE n RENAME TO users;\n@end users",
		"i", 12, "index i cannot be recreated: no such column: name"},
	{"CREATE VIEW v AS SELECT name FROM users",
		"@rebuild users id name\nCREATE TABLE n (id); INSERT INTO n (id) SELECT id FROM"
		" users; DROP TABLE users; ALTER TABLE n RENAME TO users;\n@end users",
		"v", 0, "view v would no longer work: no such column: name"},
	{"CREATE TRIGGER t AFTER UPDATE ON users BEGIN SELECT new.name; END",
		"@rebuild users id name\nCREATE TABLE n (id); INSERT INTO n (id) SELECT id FROM"
		" users; DROP TABLE users; ALTER TABLE n RENAME TO users;\n@end users",
		"users", 0, "the triggers of table users would no longer work: no such column: new.name"},
	{"CREATE TABLE other (x); CREATE TRIGGER t AFTER DELETE ON other BEGIN"
	 " UPDATE users SET name = 1; END",
		"@rebuild users id name\nCREATE TABLE n (id); INSERT INTO n (id) SELECT id FROM"
		" users; DROP TABLE users; ALTER TABLE n RENAME TO users;\n@end users",
		"other", 0, "the triggers of table other would no longer work: no such column: name"},
	{"CREATE TABLE posts (u REFERENCES users); INSERT INTO posts VALUES (1)",
		"@rebuild users id name\nUPDATE users SET id = 5 WHERE id = 1;\n@end users",
		"posts", 0, "row 1 of posts would reference a missing row of users"},
	{"CREATE TABLE posts (u REFERENCES users (id)); INSERT INTO posts VALUES (1)",
		"@rebuild users id name\nCREATE TABLE n (id, name); INSERT INTO n (id, name) SELECT"
		" id, name FROM users; DROP TABLE users; ALTER TABLE n RENAME TO users;\n@end "
		"users",
		"posts", 0,
		"a foreign key of posts no longer matches the table that it references: foreign key"
		" mismatch - \"posts\" referencing \"users\""},
	{"", "@no-transaction\n@rebuild users id name\n@end users", "", 11,
		"table users cannot be rebuilt outside a transaction"},
};

static void
test_refusals(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++) {
		struct fixture f;
		char before[1024];
		static const char all[] = "SELECT name, sql FROM sqlite_master"
					  " UNION ALL SELECT id, name FROM users";
		start(&f, users, refusals[i].script);
		fixture_sql(&f, refusals[i].more);
		snprintf(before, sizeof(before), "%s", fixture_text(&f, all));
		int result = fixture_upgrade(&f);
		assert_string_equal(f.error.message, refusals[i].message);
		assert_int_equal(result, -1);
		assert_int_equal(f.error.kind, SCHEMAC_ERROR_REBUILD);
		assert_string_equal(f.error.object, refusals[i].object);
		assert_int_equal(f.error.line, refusals[i].line);
		assert_string_equal(fixture_text(&f, all), before);
		assert_string_equal(fixture_text(&f, "PRAGMA foreign_keys"), "1");
		assert_string_equal(fixture_text(&f, "PRAGMA legacy_alter_table"), "0");
		fixture_release(&f);
	}
}

/* Foreign key violations that existed before the run are accepted. */
static void
test_old_violations(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, users, REBUILD_USERS);
	fixture_sql(&f, "PRAGMA foreign_keys = OFF;"
			"CREATE TABLE posts (u REFERENCES users);"
			"CREATE TABLE strays (u REFERENCES nosuch);"
			"CREATE TABLE odd (u REFERENCES users (name));"
			"CREATE TABLE w (k PRIMARY KEY, u REFERENCES users) WITHOUT ROWID;"
			"INSERT INTO posts VALUES (77), (78), (1); INSERT INTO strays VALUES (1);"
			"INSERT INTO odd VALUES (1); INSERT INTO w VALUES (1, 77), (2, 78)");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "PRAGMA foreign_keys"), "0");
	fixture_release(&f);
}

/* Cascades take effect in a revision without a rebuild, even if the same run contains a rebuild. */
static void
test_cascades_beside(void **state)
{
	(void)state;
	struct fixture f;
	start(&f, users, REBUILD_USERS);
	fixture_sql(&f, "CREATE TABLE posts (u REFERENCES users ON DELETE CASCADE);"
			"INSERT INTO posts VALUES (1), (2)");
	fixture_add(&f, "b", "a", "DELETE FROM users WHERE id = 1;", "");
	fixture_add(&f, "c", "b", REBUILD_USERS, "");
	fixture_add(&f, "d", "c", "INSERT INTO posts VALUES (2);", "");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT u FROM posts"), "2,2");
	fixture_add(&f, "e", "d", REBUILD_USERS, "");
	fixture_add(&f, "f", "e", "INSERT INTO posts VALUES (3);", "");
	assert_int_equal(fixture_upgrade(&f), -1);
	assert_string_equal(f.error.message, "FOREIGN KEY constraint failed");
	assert_string_equal(f.error.revision, "f");
	assert_string_equal(fixture_versions(&f), "d");
	fixture_release(&f);
}

/* Rebuilds of two tables in one revision, one of them twice; one table references itself. */
static void
test_several(void **state)
{
	(void)state;
	struct fixture f;
	start(&f,
		"CREATE TABLE tree (id INTEGER PRIMARY KEY, up REFERENCES tree ON DELETE CASCADE);"
		"INSERT INTO tree VALUES (1, NULL), (2, 1), (3, 2);"
		"CREATE TABLE users (id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT);",
		REBUILD_USERS
		"\n@rebuild tree id up\n"
		"CREATE TABLE n (id INTEGER PRIMARY KEY, up NOT NULL DEFAULT 1 REFERENCES tree);"
		"INSERT INTO n (id, up) SELECT id, coalesce(up, 1) FROM tree; DROP TABLE tree;"
		"ALTER TABLE n RENAME TO tree;\n@end tree\n" REBUILD_USERS);
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT * FROM tree"), "1|1,2|1,3|2");
	assert_string_equal(fixture_text(&f, "SELECT sql FROM sqlite_master WHERE name = 'tree'"),
		"CREATE TABLE \"tree\" (id INTEGER PRIMARY KEY, up NOT NULL DEFAULT 1 REFERENCES"
		" tree)");
	fixture_release(&f);
}

/* The settings of the connection are restored. */
static void
test_settings(void **state)
{
	(void)state;
	for (int on = 0; on < 2; on++) {
		struct fixture f;
		start(&f, users, REBUILD_USERS "\nPRAGMA legacy_alter_table = OFF;");
		fixture_sql(&f, on ? "PRAGMA foreign_keys = ON; PRAGMA legacy_alter_table = ON"
				   : "PRAGMA foreign_keys = OFF");
		assert_ok(&f, fixture_upgrade(&f));
		assert_string_equal(fixture_text(&f, "PRAGMA foreign_keys"), on ? "1" : "0");
		assert_string_equal(fixture_text(&f, "PRAGMA legacy_alter_table"), on ? "1" : "0");
		fixture_release(&f);
	}
}

/* Generated columns are expected to exist like all other columns, but are never copied. */
static void
test_generated_columns(void **state)
{
	(void)state;
	struct fixture f;
	start(&f,
		"CREATE TABLE g (a INTEGER, b INTEGER AS (a * 2), c INTEGER AS (a * 3) STORED)"
		" STRICT; INSERT INTO g (a) VALUES (4);"
		"CREATE TRIGGER t AFTER UPDATE OF a ON g BEGIN SELECT new.b; END",
		"@rebuild g a b c\nCREATE TABLE n (a INTEGER NOT NULL, b INTEGER AS (a * 2),"
		" c INTEGER AS (a * 3) STORED) STRICT; INSERT INTO n (a) SELECT a FROM g;"
		"DROP TABLE g; ALTER TABLE n RENAME TO g;\n@end g");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT * FROM g"), "4|8|12");
	fixture_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_children),
		cmocka_unit_test(test_sequence),
		cmocka_unit_test(test_unmanaged_objects),
		cmocka_unit_test(test_dropped_objects),
		cmocka_unit_test(test_rowids),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_old_violations),
		cmocka_unit_test(test_cascades_beside),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_settings),
		cmocka_unit_test(test_generated_columns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
