/* The runtime on SQLite: which revisions are applied, in which order, and the version table. */
#include "runtime_fixture.h"

static void
linear(struct fixture *fixture)
{
	fixture_plain(fixture, "a", "");
	fixture_plain(fixture, "b", "a");
	fixture_plain(fixture, "c", "b");
}

static void
test_upgrade_and_downgrade(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	linear(&f);
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(f.log, "+a +b +c");
	assert_string_equal(fixture_versions(&f), "c");
	assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master WHERE name LIKE 't!_%'"
					     " ESCAPE '!' ORDER BY 1"),
		"t_a,t_b,t_c");
	assert_ok(&f, fixture_downgrade(&f, "a"));
	assert_string_equal(f.log, "-c -b");
	assert_string_equal(fixture_versions(&f), "a");
	assert_ok(&f, fixture_downgrade(&f, NULL));
	assert_string_equal(fixture_versions(&f), "");
	assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master WHERE name LIKE 't!_%'"
					     " ESCAPE '!'"),
		"");
	fixture_release(&f);
}

/*
 * Without a pending revision nothing is created or written; this also works on a read-only
 * database.
 */
static void
test_nothing_to_do(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master"), "");
	linear(&f);
	assert_ok(&f, fixture_upgrade(&f));
	int changes = sqlite3_total_changes(f.handle);
	fixture_sql(&f, "PRAGMA query_only = ON");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(f.log, "");
	assert_int_equal(sqlite3_total_changes(f.handle), changes);
	fixture_release(&f);
}

/* Graphs, parents before children. */
struct graph_case {
	const char *graph;
	const char *from;   /* the revisions to stamp first */
	const char *action; /* "up", "down TARGET" or moves */
	const char *rows;
	const char *log;
};

static void
build_graph(struct fixture *f, const char *name)
{
	static const struct {
		const char *graph, *id, *below;
	} nodes[] = {
		{"TREE", "a", ""},
		{"TREE", "b", "a"},
		{"TREE", "c1", "b"},
		{"TREE", "c2", "b"},
		{"TREE", "d1", "c1"},
		{"TREE", "d2", "c2"},
		{"MERGE", "a", ""},
		{"MERGE", "b", "a"},
		{"MERGE", "c1", "b"},
		{"MERGE", "c2", "b"},
		{"MERGE", "d1", "c1"},
		{"MERGE", "d2", "c2"},
		{"MERGE", "m", "d1 d2"},
		{"MERGE", "f", "m"},
		{"DEP", "a1", ""},
		{"DEP", "a2", "a1"},
		{"DEP", "a3", "a2"},
		{"DEP", "b1", ""},
		{"DEP", "b2", "b1|a2"},
		{"DEP", "b3", "b2"},
		{"BMP", "a1", ""},
		{"BMP", "b1", "a1"},
		{"BMP", "c1", "b1"},
		{"BMP", "a2", ""},
		{"BMP", "b2", "a2"},
		{"BMP", "c2", "b2"},
		{"BMP", "d1", "c1 c2"},
		{"BMP", "d2", "c2"},
		{"CRISS", "a1", ""},
		{"CRISS", "b1", ""},
		{"CRISS", "a2", "a1"},
		{"CRISS", "a3", "a2|b1"},
		{"CRISS", "b2", "b1|a2"},
		{"CRISS", "b3", "b2"},
		{"DEP5", "a1", ""},
		{"DEP5", "b1", "|a1"},
		{"DEP5", "m", "a1 b1"},
		{"OCT", "a", ""},
		{"OCT", "b1", "a"},
		{"OCT", "b2", "a"},
		{"OCT", "b3", "a"},
		{"OCT", "m", "b1 b2 b3"},
		{"TWIN", "a", ""},
		{"TWIN", "b1", "a"},
		{"TWIN", "b2", "a"},
		{"TWIN", "c1", "b1 b2"},
		{"TWIN", "c2", "b1 b2"},
	};
	for (size_t i = 0; i < sizeof(nodes) / sizeof(*nodes); i++)
		if (strcmp(nodes[i].graph, name) == 0)
			fixture_add(f, nodes[i].id, nodes[i].below, "", "");
}

static const struct graph_case graph_cases[] = {
	{"TREE", "", "up", "d1,d2", "+a +b +c1 +c2 +d1 +d2"},
	{"TREE", "b", "+c1 +d1", "d1", "+c1 +d1"},
	{"TREE", "c1", "+c2", "c1,c2", "+c2"},
	{"TREE", "d1 d2", "down a", "a", "-d2 -d1 -c2 -c1 -b"},
	{"TREE", "d1 d2", "-d1", "c1,d2", "-d1"},
	{"TREE", "d1 d2", "-d2 -c2", "d1", "-d2 -c2"},
	{"MERGE", "b", "up", "f", "+c1 +c2 +d1 +d2 +m +f"},
	{"MERGE", "d1", "up", "f", "+c2 +d2 +m +f"},
	{"MERGE", "f", "down b", "b", "-f -m -d2 -d1 -c2 -c1"},
	{"MERGE", "m", "-m", "d1,d2", "-m"},
	{"MERGE", "m", "down d1", "d1,d2", "-m"},
	{"MERGE", "f", "down c1", "c1,d2", "-f -m -d1"},
	{"DEP", "", "up", "a3,b3", "+a1 +a2 +a3 +b1 +b2 +b3"},
	{"DEP", "b3 a3", "-a3 -b3 -b2 -a2 -a1", "b1", "-a3 -b3 -b2 -a2 -a1"},
	{"DEP", "b3", "down b1", "a2,b1", "-b3 -b2"},
	{"BMP", "d2 b1", "+c1 +d1", "d1,d2", "+c1 +d1"},
	{"BMP", "d2 d1", "down b1", "b1,d2", "-d1 -c1"},
	{"CRISS", "a3 b2", "down b1", "a3", "-b2"},
	{"DEP5", "a1", "+b1", "b1", "+b1"},
	{"DEP5", "m", "down a1", "b1", "-m"},
	{"OCT", "b1", "up", "m", "+b2 +b3 +m"},
	{"TWIN", "", "up", "c1,c2", "+a +b1 +b2 +c1 +c2"},
	{"TWIN", "c1 c2", "down", "", "-c2 -c1 -b2 -b1 -a"},
	/* A move that has already been made is skipped. */
	{"TREE", "d1", "+a +c1 -d2", "d1", ""},
	/* A downgrade followed by an upgrade is not skipped. */
	{"TREE", "d1", "-d1 +d1", "d1", "-d1 +d1"},
};

static void
test_graphs(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(graph_cases) / sizeof(*graph_cases); i++) {
		const struct graph_case *c = &graph_cases[i];
		struct fixture f;
		fixture_init(&f, ":memory:");
		build_graph(&f, c->graph);
		assert_ok(&f, fixture_stamp(&f, c->from));
		int result;
		if (strcmp(c->action, "up") == 0)
			result = fixture_upgrade(&f);
		else if (strncmp(c->action, "down", 4) == 0)
			result = fixture_downgrade(&f, c->action[4] ? c->action + 5 : NULL);
		else
			result = fixture_run(&f, c->action);
		assert_ok(&f, result);
		assert_string_equal(fixture_versions(&f), c->rows);
		assert_string_equal(f.log, c->log);
		fixture_release(&f);
	}
}

static void
test_stamp(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	build_graph(&f, "MERGE");
	assert_ok(&f, fixture_stamp(&f, "d1 c2 a"));
	assert_string_equal(fixture_versions(&f), "c2,d1");
	assert_ok(&f, fixture_stamp(&f, "m"));
	assert_string_equal(fixture_versions(&f), "m");
	fixture_sql(&f, "INSERT INTO schemac_version VALUES ('x9')");
	assert_ok(&f, fixture_stamp(&f, "b"));
	assert_string_equal(fixture_versions(&f), "b");
	assert_ok(&f, fixture_stamp(&f, ""));
	assert_string_equal(fixture_versions(&f), "");
	assert_string_equal(fixture_text(&f, "SELECT direction, revision FROM schemac_history"),
		"stamp|c2,stamp|d1,stamp|m,stamp|b,stamp|base");
	fixture_release(&f);
}

static void
test_status(void **state)
{
	(void)state;
	struct fixture f;
	struct schemac_status status;
	fixture_init(&f, ":memory:");
	linear(&f);
	struct schemac_db db = fixture_db(&f);
	assert_ok(&f, schemac_status(&status, db, &f.bundle, NULL, &f.error));
	assert_int_equal(status.state, SCHEMAC_STATE_UNVERSIONED);
	assert_false(status.has_version_table);
	assert_int_equal(status.pending_count, 3);
	schemac_status_release(&status);
	schemac_status_release(&status);

	f.bundle.revision_count = 2;
	assert_ok(&f, fixture_upgrade(&f));
	f.bundle.revision_count = 3;
	f.revisions[0].digest = "another";
	assert_ok(&f, schemac_status(&status, db, &f.bundle, NULL, &f.error));
	assert_int_equal(status.state, SCHEMAC_STATE_BEHIND);
	assert_int_equal(status.pending_count, 1);
	assert_int_equal(status.pending[0], 2);
	assert_int_equal(status.applied_count, 2);
	assert_true(status.applied[0] && status.applied[1] && !status.applied[2]);
	assert_int_equal(status.edited_count, 1);
	assert_int_equal(status.edited[0], 0);
	assert_int_equal(status.row_count, 1);
	assert_string_equal(status.rows[0], "b");
	schemac_status_release(&status);

	/*
	 * The database is at c, which an older program does not contain; its parents are in the
	 * history.
	 */
	assert_ok(&f, fixture_upgrade(&f));
	f.bundle.revision_count = 2;
	assert_ok(&f, schemac_status(&status, db, &f.bundle, NULL, &f.error));
	assert_int_equal(status.state, SCHEMAC_STATE_UNKNOWN);
	assert_int_equal(status.unknown_count, 1);
	assert_string_equal(status.unknown[0], "c");
	assert_int_equal(status.applied_count, 2);
	assert_int_equal(status.pending_count, 0);
	schemac_status_release(&status);
	assert_int_equal(fixture_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_UNKNOWN_REVISION);
	fixture_release(&f);
}

static void
test_history(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	linear(&f);
	f.options.applied_by = "me";
	f.options.tool = "test 1";
	assert_ok(&f, fixture_upgrade(&f));
	assert_ok(&f, fixture_downgrade(&f, "b"));
	assert_string_equal(
		fixture_text(&f, "SELECT revision, direction, digest, revises, message, applied_at,"
				 " applied_by, tool FROM schemac_history WHERE revision = 'c'"),
		"c|upgrade|digest of c|b|message of c|2026-11-21T10:00:00Z|me|test 1,"
		"c|downgrade|digest of c|b|message of c|2026-11-21T10:00:00Z|me|test 1");
	fixture_release(&f);
}

static int
count_entry(void *data, const struct schemac_history_entry *entry)
{
	size_t *count = data;
	assert_string_equal(entry->direction, "upgrade");
	assert_true(entry->has_down);
	return ++*count == 2;
}

static void
test_history_entries(void **state)
{
	(void)state;
	struct fixture f;
	size_t count = 0;
	fixture_init(&f, ":memory:");
	linear(&f);
	assert_ok(&f,
		schemac_history(fixture_db(&f), &f.bundle, count_entry, &count, NULL, &f.error));
	assert_int_equal(count, 0);
	assert_ok(&f, fixture_upgrade(&f));
	assert_ok(&f,
		schemac_history(fixture_db(&f), &f.bundle, count_entry, &count, NULL, &f.error));
	assert_int_equal(count, 2);
	fixture_release(&f);
}

static void
test_stored_downgrade(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	linear(&f);
	fixture_add(&f, "d", "c a", "CREATE TABLE d (x, y); CREATE INDEX i ON d (x);",
		"INSERT INTO t_a VALUES ('\n-- schemac: sql 1 2\n');\n@rebuild d x y\n"
		"ALTER TABLE d DROP COLUMN y;\n@end d\nDROP TABLE d;");
	assert_ok(&f, fixture_upgrade(&f));
	f.bundle.revision_count = 3;
	struct schemac_db db = fixture_db(&f);
	assert_int_equal(schemac_downgrade_stored(db, &f.bundle, "c", &f.options, &f.error), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_STATE);
	assert_ok(&f, schemac_downgrade_stored(db, &f.bundle, "d", &f.options, &f.error));
	assert_string_equal(fixture_versions(&f), "c");
	assert_string_equal(fixture_text(&f, "SELECT x FROM t_a"), "\n-- schemac: sql 1 2\n");
	assert_string_equal(fixture_text(&f, "SELECT * FROM d"), "no such table: d");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(f.log, "");
	fixture_release(&f);
}

static void
test_alembic_table(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	linear(&f);
	f.bundle.version_table = "alembic_version";
	fixture_sql(&f, "CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL,"
			" CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num));"
			"INSERT INTO alembic_version VALUES ('a')");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(f.log, "+b +c");
	assert_string_equal(fixture_text(&f, "SELECT version_num FROM alembic_version"), "c");
	fixture_release(&f);
}

/* The next step removes redundant and duplicate rows. */
static void
test_redundant_rows(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	linear(&f);
	fixture_sql(&f, "CREATE TABLE schemac_version (version_num);"
			"INSERT INTO schemac_version VALUES ('a'), ('b'), ('a')");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(f.log, "+c");
	assert_string_equal(fixture_versions(&f), "c");
	fixture_sql(&f, "INSERT INTO schemac_version VALUES (NULL)");
	assert_int_equal(fixture_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_STATE);
	fixture_release(&f);
}

static void
expect(struct fixture *f, enum schemac_error_kind kind, unsigned line, unsigned column,
	const char *message)
{
	int result = fixture_upgrade(f);
	assert_string_equal(f->error.message, message);
	assert_int_equal(result, -1);
	assert_int_equal(f->error.kind, kind);
	assert_int_equal(f->error.line, line);
	assert_int_equal(f->error.column, column);
	assert_true(sqlite3_get_autocommit(f->handle));
}

static void
test_failing_statement(void **state)
{
	(void)state;
	static const struct {
		const char *up;
		enum schemac_error_kind kind;
		unsigned line, column;
		const char *message;
	} cases[] = {
		{"CREATE TABLE x (a);\n\n-- why\n  INSERT INTO x\n\tVALUES (nosuch);",
			SCHEMAC_ERROR_SQL, 14, 10, "no such column: nosuch"},
		{"CREATE TABLE x (a NOT NULL);\nINSERT INTO x VALUES (1); INSERT INTO x VALUES"
		 " (NULL);",
			SCHEMAC_ERROR_SQL, 11, 27, "NOT NULL constraint failed: x.a"},
		{"/* c */ COMMIT;", SCHEMAC_ERROR_TRANSACTION, 10, 9,
			"a revision runs inside a transaction and can neither begin nor end one,"
			" unless its section has no-transaction"},
		{"ROLLBACK;", SCHEMAC_ERROR_TRANSACTION, 10, 1,
			"a revision cannot roll back the transaction in which it runs"},
		{"ATTACH 'x' AS y;", SCHEMAC_ERROR_TRANSACTION, 10, 1,
			"a revision cannot attach or detach a database"},
		{"PRAGMA main.foreign_keys = OFF;", SCHEMAC_ERROR_TRANSACTION, 10, 1,
			"PRAGMA foreign_keys has no effect inside a transaction: put the rebuild"
			" of the table between '-- schemac: rebuild' and '-- schemac: rebuild-end'"},
		{"CREATE TABLE x (a UNIQUE ON CONFLICT ROLLBACK);\nINSERT INTO x VALUES (1),"
		 " (1);",
			SCHEMAC_ERROR_SQL, 11, 1, "UNIQUE constraint failed: x.a"},
		{"CREATE TABLE x (a);\nINSERT INTO x VALUES (?1);", SCHEMAC_ERROR_SQL, 11, 1,
			"the statement has a parameter, which a revision cannot bind"},
		{"CREATE TABLE x (a)\nCREATE;", SCHEMAC_ERROR_SQL, 11, 1,
			"near \"CREATE\": syntax error"},
		{"SELECT 'open;", SCHEMAC_ERROR_SQL, 10, 8, "unrecognized token: \"'open;\""},
		{"VACUUM;", SCHEMAC_ERROR_SQL, 10, 1, "cannot VACUUM from within a transaction"},
		{"CREATE TABLE x (a);\n@call nosuch", SCHEMAC_ERROR_CALL, 11, 0,
			"no C function 'nosuch' is registered for this step"},
		{"CREATE TABLE x (a);\n@expect-no-rows SELECT a FROM x\n"
		 "INSERT INTO x VALUES (1), (NULL), (3), (4), (5), (6);\n"
		 "@expect-no-rows SELECT a FROM x WHERE a > 5",
			SCHEMAC_ERROR_ROWS, 13, 0,
			"1 row prevents this step (6): SELECT a FROM x WHERE a > 5"},
		{"CREATE TABLE x (a);\nINSERT INTO x VALUES (1), (NULL), (3), (4), (5), (6);\n"
		 "@expect-no-rows SELECT a FROM x",
			SCHEMAC_ERROR_ROWS, 12, 0,
			"6 rows prevent this step (1, NULL, 3, 4, 5, …): SELECT a FROM x"},
		{"@expect-no-rows SELECT 1; DELETE FROM x", SCHEMAC_ERROR_SQL, 10, 0,
			"expect-no-rows requires a single read-only query"},
		{"@expect-no-rows CREATE TABLE x (a)", SCHEMAC_ERROR_SQL, 10, 0,
			"expect-no-rows requires a single read-only query"},
		{"@expect-no-rows COMMIT", SCHEMAC_ERROR_SQL, 10, 0,
			"expect-no-rows requires a single read-only query"},
		{"@expect-no-rows ", SCHEMAC_ERROR_SQL, 10, 0,
			"expect-no-rows requires a single read-only query"},
		{"@expect-no-rows SELECT nosuch", SCHEMAC_ERROR_SQL, 10, 0,
			"no such column: nosuch"},
		{"@rebuild x a\n@rebuild y b", SCHEMAC_ERROR_USAGE, 11, 0,
			"the rebuild of y begins before the rebuild of x ends"},
		{"@rebuild x a\n@end y", SCHEMAC_ERROR_USAGE, 11, 0,
			"the rebuild of y ends but never began"},
		{"@rebuild x a", SCHEMAC_ERROR_USAGE, 0, 0, "the rebuild of x has no end"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fixture f;
		fixture_init(&f, ":memory:");
		fixture_plain(&f, "a", "");
		fixture_add(&f, "b", "a", cases[i].up, "");
		expect(&f, cases[i].kind, cases[i].line, cases[i].column, cases[i].message);
		assert_string_equal(f.error.revision, "b");
		assert_string_equal(f.error.file, "versions/b.sql");
		assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master"), "");
		fixture_release(&f);
	}
}

/* Steps without a statement, and steps with several statements, comments and triggers. */
static void
test_splitting(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	fixture_add(&f, "a", "", "", "");
	fixture_add(&f, "b", "a", " \n-- nothing\n/* at all */ ; ;", ";");
	fixture_add(&f, "c", "b",
		"CREATE TABLE x (a);\nCREATE TRIGGER t AFTER INSERT ON x BEGIN\n"
		"\tUPDATE x SET a = a + 1;\n\tUPDATE x SET a = a * 2;\nEND;\n"
		"INSERT INTO x VALUES (1);\nSELECT * FROM x;\nSAVEPOINT s; DELETE FROM x;"
		" ROLLBACK TO s; RELEASE s",
		"DROP TABLE x -- no semicolon");
	assert_ok(&f, fixture_upgrade(&f));
	assert_string_equal(fixture_text(&f, "SELECT a FROM x"), "4");
	assert_ok(&f, fixture_downgrade(&f, NULL));
	fixture_release(&f);
}

static void
test_refusals(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	linear(&f);
	f.revisions[1].reviewed = false;
	expect(&f, SCHEMAC_ERROR_UNREVIEWED, 0, 0, "revision b is a draft: it has not been reviewed");
	assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master"), "");
	f.options.allow_unreviewed = true;
	assert_ok(&f, fixture_upgrade(&f));
	f.revisions[1].downgrade[SCHEMAC_DIALECT_SQLITE].irreversible = "the names are gone";
	assert_int_equal(fixture_downgrade(&f, NULL), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_IRREVERSIBLE);
	assert_string_equal(f.error.message, "revision b is irreversible: the names are gone");
	assert_string_equal(fixture_versions(&f), "c");

	assert_int_equal(fixture_run(&f, "-b"), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_IRREVERSIBLE);
	assert_int_equal(fixture_run(&f, "-a"), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_STATE);
	assert_string_equal(f.error.message,
		"revision a cannot be undone while b, which requires it, is applied");
	assert_ok(&f, fixture_stamp(&f, ""));
	assert_int_equal(fixture_run(&f, "+b"), -1);
	assert_string_equal(f.error.message, "revision b requires a, which is not applied");
	fixture_release(&f);
}

/* The runtime neither uses nor ends a transaction that the program has opened. */
static void
test_open_transaction(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	linear(&f);
	fixture_sql(&f, "CREATE TABLE mine (x); BEGIN; INSERT INTO mine VALUES (1)");
	assert_int_equal(fixture_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_USAGE);
	fixture_sql(&f, "COMMIT");
	assert_string_equal(fixture_text(&f, "SELECT x FROM mine"), "1");
	fixture_release(&f);
}

static void
test_bad_bundles(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	fixture_plain(&f, "b", "a");
	fixture_plain(&f, "a", "");
	expect(&f, SCHEMAC_ERROR_USAGE, 0, 0,
		"the bundle lists revision b before a, which it requires");
	f.bundle.revision_count = 1;
	expect(&f, SCHEMAC_ERROR_USAGE, 0, 0, "revision b revises a, which is not in the bundle");
	f.revisions[0] = f.revisions[1];
	f.bundle.revision_count = 2;
	expect(&f, SCHEMAC_ERROR_USAGE, 0, 0, "the bundle contains revision a twice");
	f.bundle.abi = 99;
	assert_int_equal(fixture_upgrade(&f), -1);
	assert_int_equal(f.error.kind, SCHEMAC_ERROR_USAGE);
	assert_int_equal(schemac_upgrade(fixture_db(&f), NULL, NULL, NULL), -1);
	assert_int_equal(schemac_upgrade(schemac_sqlite(NULL), &f.bundle, NULL, NULL), -1);
	fixture_release(&f);
}

static int
fill(struct schemac_db db, const struct schemac_revision *revision, struct schemac_error *error,
	void *data)
{
	const char *sql = data;
	assert_string_equal(revision->id, "a");
	if (sqlite3_exec(db.handle, sql, NULL, NULL, NULL) == SQLITE_OK)
		return 0;
	snprintf(error->message, sizeof(error->message), "%s", sqlite3_errmsg(db.handle));
	return -1;
}

static void
test_calls(void **state)
{
	(void)state;
	static const struct {
		const char *sql;
		enum schemac_error_kind kind;
		const char *message;
	} cases[] = {
		{"INSERT INTO x VALUES (7)", SCHEMAC_ERROR_NONE, ""},
		{"INSERT INTO y VALUES (7)", SCHEMAC_ERROR_CALL, "fill: no such table: y"},
		{"COMMIT", SCHEMAC_ERROR_TRANSACTION, "fill ended the transaction in which it ran"},
		{"ROLLBACK", SCHEMAC_ERROR_TRANSACTION,
			"fill ended the transaction in which it ran"},
	};
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		struct fixture f;
		fixture_init(&f, ":memory:");
		struct schemac_call call = {"fill", fill, (void *)cases[i].sql};
		f.options.calls = &call;
		f.options.call_count = 1;
		fixture_add(&f, "a", "",
			"CREATE TABLE x (a);\n@call fill\nINSERT INTO x VALUES (8);",
			"DROP TABLE x");
		int result = fixture_upgrade(&f);
		assert_string_equal(f.error.message, cases[i].message);
		assert_int_equal(f.error.kind, cases[i].kind);
		assert_int_equal(result, cases[i].kind ? -1 : 0);
		assert_int_equal(f.error.line, result ? 11 : 0);
		if (!result)
			assert_string_equal(fixture_text(&f, "SELECT a FROM x"), "7,8");
		fixture_release(&f);
	}
}

static void
test_no_transaction(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	fixture_plain(&f, "a", "");
	fixture_add(&f, "b", "a", "@no-transaction\nVACUUM;\nBEGIN; CREATE TABLE x (a); COMMIT;",
		"@no-transaction\nDROP TABLE x; VACUUM;");
	fixture_add(
		&f, "c", "b", "@no-transaction\nCREATE TABLE y (a);\nBEGIN; SELECT nosuch;", "");
	assert_int_equal(fixture_upgrade(&f), -1);
	assert_int_equal(f.error.line, 12);
	assert_true(sqlite3_get_autocommit(f.handle));
	/* The first statements have been committed, but the revision has not been applied. */
	assert_string_equal(fixture_versions(&f), "b");
	assert_string_equal(fixture_text(&f, "SELECT count(*) FROM y"), "0");
	assert_ok(&f, fixture_downgrade(&f, NULL));
	assert_string_equal(f.log, "-b -a");
	fixture_release(&f);
}

static void
test_transaction_per_migration(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	linear(&f);
	fixture_add(&f, "d", "c", "SELECT nosuch;", "");
	f.options.transaction_per_migration = true;
	assert_int_equal(fixture_upgrade(&f), -1);
	assert_string_equal(f.log, "+a +b +c");
	assert_string_equal(fixture_versions(&f), "c");
	assert_string_equal(fixture_text(&f, "SELECT count(*) FROM t_c"), "0");
	fixture_release(&f);
}

/* A deferred foreign key, which COMMIT checks. */
static void
test_deferred_key(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	fixture_sql(&f, "PRAGMA foreign_keys = ON");
	fixture_add(&f, "a", "",
		"CREATE TABLE p (id INTEGER PRIMARY KEY);\nCREATE TABLE c (p REFERENCES p"
		" DEFERRABLE INITIALLY DEFERRED);\nINSERT INTO c VALUES (1);",
		"");
	expect(&f, SCHEMAC_ERROR_SQL, 0, 0, "FOREIGN KEY constraint failed");
	assert_string_equal(f.error.revision, "a");
	assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master"), "");
	fixture_release(&f);
}

struct countdown {
	int left;
};

static int
interrupt(void *data)
{
	struct countdown *countdown = data;
	return countdown->left-- <= 0;
}

static void
test_interrupt(void **state)
{
	(void)state;
	struct fixture f;
	struct countdown countdown;
	int result = -1;
	int rounds = 0;
	for (; result && rounds < 1000; rounds++) {
		fixture_init(&f, ":memory:");
		fixture_plain(&f, "a", "");
		fixture_add(&f, "b", "a",
			"CREATE TABLE n (x);\nWITH RECURSIVE r (x) AS (SELECT 1 UNION ALL SELECT"
			" x + 1 FROM r WHERE x < 20000) INSERT INTO n SELECT x FROM r;",
			"DROP TABLE n;");
		f.options.progress = NULL;
		f.options.clock = NULL;
		f.options.data = &countdown;
		f.options.interrupted = interrupt;
		countdown.left = rounds;
		result = fixture_upgrade(&f);
		assert_true(sqlite3_get_autocommit(f.handle));
		if (result) {
			assert_int_equal(f.error.kind, SCHEMAC_ERROR_INTERRUPTED);
			assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master"), "");
		}
		fixture_release(&f);
	}
	assert_true(rounds > 10 && rounds < 1000);
}

static void
note_drift(void *data, const struct schemac_drift *drift)
{
	struct fixture *f = data;
	size_t used = strlen(f->log);
	snprintf(f->log + used, sizeof(f->log) - used, "%d %s.%s %s/%s;", (int)drift->kind,
		drift->table, drift->column ? drift->column : "-",
		drift->expected ? drift->expected : "-", drift->actual ? drift->actual : "-");
}

static void
test_drift(void **state)
{
	(void)state;
	static const struct schemac_column_shape users[] = {
		{"id", "INTEGER", true, 1},
		{"Email", "varchar( 80 )", true, 0},
		{"bio", "TEXT", false, 0},
		{"gone", "double  precision", false, 0},
	};
	static const struct schemac_column_shape posts[] = {{"id", "INTEGER", true, 1}};
	static const struct schemac_table_shape tables[] = {
		{NULL, "users", users, 4},
		{NULL, "posts", posts, 1},
	};
	struct fixture f;
	size_t count;
	fixture_init(&f, ":memory:");
	f.bundle.tables[SCHEMAC_DIALECT_SQLITE] = tables;
	f.bundle.table_count[SCHEMAC_DIALECT_SQLITE] = 2;
	fixture_plain(&f, "a", "");
	assert_ok(&f, fixture_upgrade(&f));
	fixture_sql(&f, "DROP TABLE t_a;"
			"CREATE TABLE Users (id INTEGER PRIMARY KEY, email VARCHAR(80) NOT NULL,"
			" bio TEXT, gone DOUBLE PRECISION, len AS (length(bio)) STORED);"
			"CREATE TABLE posts (id INTEGER PRIMARY KEY AUTOINCREMENT)");
	f.log[0] = '\0';
	assert_ok(&f, schemac_check_drift(
			      &count, fixture_db(&f), &f.bundle, note_drift, &f, NULL, &f.error));
	assert_string_equal(f.log, "2 users.len -/;");
	assert_int_equal(count, 1);

	fixture_sql(&f, "DROP TABLE posts; CREATE TABLE other (x);"
			"CREATE VIRTUAL TABLE words USING fts5(word);"
			"ALTER TABLE users DROP COLUMN len; ALTER TABLE users DROP COLUMN gone;"
			"ALTER TABLE users DROP COLUMN email; ALTER TABLE users DROP COLUMN bio;"
			"ALTER TABLE users ADD COLUMN email varchar(81) NOT NULL DEFAULT '';"
			"ALTER TABLE users ADD COLUMN bio TEXT NOT NULL DEFAULT ''");
	f.log[0] = '\0';
	assert_ok(&f, schemac_check_drift(
			      &count, fixture_db(&f), &f.bundle, note_drift, &f, NULL, &f.error));
	assert_string_equal(f.log, "3 users.Email varchar( 80 )/varchar(81);"
				   "4 users.bio NULL/NOT NULL;"
				   "1 users.gone double  precision/-;"
				   "0 posts.- -/-;"
				   "6 other.- -/-;6 words.- -/-;");
	assert_int_equal(count, 4);
	fixture_release(&f);
}

static void
test_no_database(void **state)
{
	(void)state;
	char path[] = "/tmp/schemac-runtime-XXXXXX";
	int file = mkstemp(path);
	FILE *stream = fdopen(file, "w");
	for (int i = 0; i < 200; i++)
		fputs("this is no database\n", stream);
	fclose(stream);
	struct fixture f;
	fixture_init(&f, path);
	linear(&f);
	expect(&f, SCHEMAC_ERROR_DATABASE, 0, 0, "file is not a database");
	assert_int_equal(f.error.code & 0xff, SQLITE_NOTADB);
	fixture_release(&f);
	remove(path);
}

static void
test_read_only(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	linear(&f);
	fixture_sql(&f, "PRAGMA query_only = ON");
	expect(&f, SCHEMAC_ERROR_DATABASE, 0, 0, "attempt to write a readonly database");
	fixture_release(&f);
}

static void
test_ensure_version(void **state)
{
	(void)state;
	struct fixture f;
	fixture_init(&f, ":memory:");
	f.bundle.version_table = "it's \"mine\"";
	for (int i = 0; i < 2; i++)
		assert_ok(&f,
			schemac_ensure_version(fixture_db(&f), &f.bundle, &f.options, &f.error));
	assert_string_equal(fixture_text(&f, "SELECT name FROM sqlite_master WHERE type = 'table'"),
		"it's \"mine\",schemac_history");
	linear(&f);
	assert_ok(&f, fixture_upgrade(&f));
	assert_ok(&f, fixture_downgrade(&f, "a"));
	assert_string_equal(fixture_text(&f, "SELECT version_num FROM \"it's \"\"mine\"\"\""), "a");
	fixture_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_upgrade_and_downgrade),
		cmocka_unit_test(test_nothing_to_do),
		cmocka_unit_test(test_graphs),
		cmocka_unit_test(test_stamp),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_history),
		cmocka_unit_test(test_history_entries),
		cmocka_unit_test(test_stored_downgrade),
		cmocka_unit_test(test_alembic_table),
		cmocka_unit_test(test_redundant_rows),
		cmocka_unit_test(test_failing_statement),
		cmocka_unit_test(test_splitting),
		cmocka_unit_test(test_refusals),
		cmocka_unit_test(test_open_transaction),
		cmocka_unit_test(test_bad_bundles),
		cmocka_unit_test(test_calls),
		cmocka_unit_test(test_no_transaction),
		cmocka_unit_test(test_transaction_per_migration),
		cmocka_unit_test(test_deferred_key),
		cmocka_unit_test(test_interrupt),
		cmocka_unit_test(test_drift),
		cmocka_unit_test(test_no_database),
		cmocka_unit_test(test_read_only),
		cmocka_unit_test(test_ensure_version),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
