/*
 * Round trips: a database is inspected, printed, recreated from the printed text and inspected
 * again. SQLite first runs each text below, so that only valid statements are tested.
 * sqlite_inspect() compares its result with the pragmas.
 */
#include "roundtrip.h"

#include "base/file.h"

static const char *const texts[] = {
	"CREATE TABLE t (a)",
	"CREATE TABLE IF NOT EXISTS t (a INTEGER PRIMARY KEY)",
	"CREATE TABLE main.t (a INTEGER PRIMARY KEY AUTOINCREMENT)",
	"CREATE TABLE t (a INTEGER CONSTRAINT pk PRIMARY KEY AUTOINCREMENT)",
	"CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a AUTOINCREMENT))",
	"CREATE TABLE t (a INTEGER, b, CONSTRAINT k PRIMARY KEY (a AUTOINCREMENT) ON CONFLICT "
	"ABORT)",
	"CREATE TABLE t (a INTEGER NOT NULL PRIMARY KEY)",
	"CREATE TABLE t (a INTEGER PRIMARY KEY DESC, b)",
	"CREATE TABLE t (a INTEGER CONSTRAINT pk PRIMARY KEY DESC, b)",
	"CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a DESC))",
	"CREATE TABLE t (a INTEGER, b, CONSTRAINT pk PRIMARY KEY (a DESC))",
	"CREATE TABLE t (a INTEGER, b, PRIMARY KEY (a DESC)) WITHOUT ROWID",
	"CREATE TABLE t (a INTEGER PRIMARY KEY ON CONFLICT REPLACE, b)",
	"CREATE TABLE t (a TEXT PRIMARY KEY DESC, b)",
	"CREATE TABLE t (a INT PRIMARY KEY, b)",
	"CREATE TABLE t (a, b, PRIMARY KEY (a, b)) WITHOUT ROWID",
	"CREATE TABLE t (a INT, b TEXT, PRIMARY KEY (b DESC, a COLLATE nocase)) STRICT, WITHOUT "
	"ROWID",
	"CREATE TABLE t (a INTEGER PRIMARY KEY, b ANY) STRICT",
	"CREATE TABLE t (a, b, PRIMARY KEY (a, a, b)) WITHOUT ROWID",
	"CREATE TABLE t (a, b, PRIMARY KEY (a, a, b))",
	"CREATE TABLE t (a MONEY, b DOUBLE PRECISION, c VARCHAR (20), d DECIMAL( 10 , -2 ), e \"my "
	"type\")",
	"CREATE TABLE t (a 'text type', b [INTEGER], c `x y` z, d UNSIGNED BIG INT(+3))",
	"CREATE TABLE t (a \"INTEGER\" PRIMARY KEY)",
	"CREATE TABLE t (a /* one */ VARCHAR -- two\n (/* three */20) /* four */ NOT NULL)",
	"CREATE TABLE t (\n\ta INT, -- the 'a\n\tb INT /* the \"b */\n\t-- end\n)",
	"CREATE TABLE t (a INT /* not /* nested */ , b INT)",
	"CREATE TABLE \"Order Details\" (\"a b\", [c d], `e f`, 'g h', \"i\"\"j\", `k``l`, 'm''n')",
	"CREATE TABLE t (\"select\", \"SELECT\"\"x\", left, cross, key, if, \"\xC3\xA9\", "
	"\xC3\xA9t\xC3\xA9, a$b)",
	"CREATE TABLE t (a DEFAULT 1, b DEFAULT -1, c DEFAULT +1.5e3, d DEFAULT 'x''y', e DEFAULT "
	"\"\")",
	"CREATE TABLE t (a DEFAULT NULL, b DEFAULT x'00ff', c DEFAULT CURRENT_TIMESTAMP, d DEFAULT "
	"TRUE)",
	"CREATE TABLE t (a DEFAULT (1), b DEFAULT (-1), c DEFAULT (1 + 2), d DEFAULT ((3)), e "
	"DEFAULT foo)",
	"CREATE TABLE t (a DEFAULT (strftime('%s', 'now') /* now */), b DEFAULT - 1, c DEFAULT "
	"0x1F)",
	"CREATE TABLE t (a DEFAULT \"double \"\"quoted\"\"\" NOT NULL, b DEFAULT [c d], c DEFAULT "
	"(x'01' || 'a'))",
	"CREATE TABLE t (a DEFAULT (- - 1), b DEFAULT (CASE WHEN 1 THEN 2 ELSE 3 END), c DEFAULT 1 "
	"DEFAULT 2)",
	"CREATE TABLE t (a NOT NULL ON CONFLICT IGNORE, b NULL, c NULL NOT NULL, d NOT NULL ON "
	"CONFLICT FAIL)",
	"CREATE TABLE t (a UNIQUE ON CONFLICT REPLACE, b CONSTRAINT u UNIQUE, UNIQUE (a, b) ON "
	"CONFLICT ROLLBACK)",
	"CREATE TABLE t (a, b, UNIQUE (a COLLATE nocase DESC, b), CONSTRAINT \"u 2\" UNIQUE ('b', "
	"\"A\"))",
	"CREATE TABLE t (a, UNIQUE (a COLLATE rtrim), UNIQUE (a DESC))",
	"CREATE TABLE t (a CHECK (a > 0), b CONSTRAINT c CHECK (b <> '' /* ) */), CHECK (a > b), "
	"CHECK ((a)))",
	"CREATE TABLE t (a, CHECK (a IN (1, 2, 3)) ON CONFLICT FAIL, CONSTRAINT d CHECK (a IS NOT "
	"NULL -- x\n))",
	"CREATE TABLE t (a, b, CHECK ((a, b) <> (1, 2)), CHECK (a LIKE 'x\ny') CHECK (b\n>\n0))",
	"CREATE TABLE t (a COLLATE nocase COLLATE \"rtrim\", b COLLATE NOCASE NOT NULL DEFAULT '')",
	"CREATE TABLE t (a REFERENCES missing, b REFERENCES T (A), c REFERENCES t)",
	"CREATE TABLE t (a REFERENCES t ON DELETE CASCADE ON UPDATE SET NULL MATCH FULL)",
	"CREATE TABLE t (a REFERENCES t(a) ON DELETE SET DEFAULT ON UPDATE RESTRICT ON DELETE NO "
	"ACTION)",
	"CREATE TABLE t (a REFERENCES t DEFERRABLE INITIALLY DEFERRED, b REFERENCES t NOT "
	"DEFERRABLE)",
	"CREATE TABLE t (a REFERENCES t DEFERRABLE, b REFERENCES t NOT DEFERRABLE INITIALLY "
	"DEFERRED)",
	"CREATE TABLE t (a REFERENCES t DEFERRABLE INITIALLY IMMEDIATE, b REFERENCES t ON INSERT "
	"CASCADE)",
	"CREATE TABLE t (a REFERENCES t REFERENCES u NOT NULL DEFERRABLE INITIALLY DEFERRED, b "
	"DEFERRABLE)",
	"CREATE TABLE t (a, b, FOREIGN KEY (a, b) REFERENCES u (c, d) MATCH simple ON DELETE "
	"CASCADE)",
	"CREATE TABLE t (a, b, CONSTRAINT f FOREIGN KEY (B) REFERENCES \"a b\" NOT DEFERRABLE)",
	"CREATE TABLE t (a, b AS (a + 1), c INT GENERATED ALWAYS AS (a || 'x') STORED, d TEXT AS "
	"(a) VIRTUAL)",
	"CREATE TABLE t (a, b GENERATED ALWAYS AS (a), c INT NOT NULL GENERATED ALWAYS AS ((a + "
	"1)) virtual)",
	"CREATE TABLE t (a INT GENERATED ALWAYS, b generated)",
	"CREATE TABLE t (a, CONSTRAINT x)",
	"CREATE TABLE t (a CONSTRAINT x, b CONSTRAINT y CONSTRAINT z CHECK (b), CONSTRAINT p "
	"UNIQUE (a) CHECK (a))",
	"CREATE TABLE t (a, b); ALTER TABLE t ADD COLUMN c TEXT DEFAULT 'x' /* added */ CHECK (c "
	"<> '')",
	"CREATE TABLE t (a -- first\n, UNIQUE (a)); ALTER TABLE t ADD c REFERENCES t /* second */",
	"CREATE TABLE t (a, b, c); ALTER TABLE t RENAME TO \"new t\"; ALTER TABLE \"new t\" RENAME "
	"a TO \"a b\"",
	"CREATE TABLE t (a, b, c); ALTER TABLE t DROP COLUMN b",
	"CREATE TABLE t AS SELECT 1 AS a, 'x' AS \"b c\", CAST(2 AS REAL) AS d",
	"CREATE TABLE t (a, b); CREATE INDEX i ON t (a)",
	"CREATE TABLE t (a, b); CREATE UNIQUE INDEX IF NOT EXISTS main.i ON t (b DESC, \"A\" ASC)",
	"CREATE TABLE t (a, b); CREATE INDEX \"an index\" ON T (lower(a), a || b COLLATE nocase "
	"DESC, (B) COLLATE rtrim)",
	"CREATE TABLE t (a, b); CREATE INDEX i ON t ((a), ((b COLLATE nocase)) DESC) WHERE a IS "
	"NOT NULL AND b > 0",
	"CREATE TABLE t (a, b); CREATE INDEX i ON t ((a + b) COLLATE nocase, lower(a) COLLATE "
	"rtrim COLLATE nocase)",
	"CREATE TABLE t (a, b); CREATE INDEX i ON t ('a', `b`) WHERE (a) /* c */ > 1; -- tail",
	"CREATE TABLE t (a, \"desc\"); CREATE INDEX i ON t (desc desc, a + desc, \"desc\" COLLATE "
	"nocase)",
	"CREATE TABLE t (a, b); CREATE INDEX i ON t (a, \"no such column\")",
	"CREATE TABLE t (a, b); CREATE INDEX i ON t (CASE WHEN a THEN b END, CAST(a AS TEXT) "
	"COLLATE nocase, NOT a)",
	"CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t; CREATE TEMP VIEW w AS SELECT 1",
	"CREATE TABLE t (a); CREATE VIEW IF NOT EXISTS \"a view\" (x, y) AS SELECT a, 'a;b' FROM t "
	"-- end",
	"CREATE TABLE t (a); CREATE TRIGGER g AFTER UPDATE OF a ON t BEGIN DELETE FROM t; SELECT "
	"1; END",
	"CREATE TABLE t (a); CREATE TRIGGER \"b\" INSERT ON T WHEN new.a > 1 BEGIN SELECT CASE "
	"WHEN 1 THEN 2 END; END",
	"CREATE TABLE t (a); CREATE VIEW v AS SELECT a FROM t; CREATE TRIGGER g INSTEAD OF DELETE "
	"ON v BEGIN SELECT 1; END",
	"CREATE VIRTUAL TABLE f USING fts5 (title, body, tokenize = 'porter ascii')",
	"CREATE VIRTUAL TABLE f USING fts4(content, tokenize=unicode61 \"remove_diacritics=1\")",
	"CREATE VIRTUAL TABLE r USING rtree(id, minX, maxX); CREATE TABLE r_other (a)",
	"CREATE TABLE t (a INTEGER PRIMARY KEY AUTOINCREMENT); INSERT INTO t VALUES (7); ANALYZE",
	"CREATE TABLE t (a); CREATE TABLE schemac_version (v PRIMARY KEY); CREATE INDEX i ON "
	"schemac_version (v)",
	"CREATE TABLE x (id INTEGER PRIMARY KEY); CREATE TABLE y (a REFERENCES X (ID), B "
	"REFERENCES \"X\")",
};

static void
an_inspected_schema_can_be_recreated(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		roundtrip_check(texts[i]);
}

/* Each keyword of SQLite as the name of a table, a column, a constraint and an index. */
static void
keywords_can_be_names(void **state)
{
	(void)state;
	for (int i = 0; i < sqlite3_keyword_count(); i++) {
		struct strbuf sql = STRBUF_INIT;
		const char *word;
		int length;
		assert_int_equal(sqlite3_keyword_name(i, &word, &length), SQLITE_OK);
		strbuf_addf(&sql,
			"CREATE TABLE \"%.*s\" (\"%.*s\" TEXT CONSTRAINT \"%.*s\" UNIQUE, "
			"b REFERENCES \"%.*s\" (\"%.*s\"));",
			length, word, length, word, length, word, length, word, length, word);
		strbuf_addf(&sql, "CREATE INDEX \"%.*s x\" ON \"%.*s\" (\"%.*s\");", length, word,
			length, word, length, word);
		roundtrip_check(sql.buf);
		strbuf_release(&sql);
	}
}

/* With arguments: does the same with SQL files (tests/corpus.sh). */
static int
check_files(int count, char **paths)
{
	for (int i = 0; i < count; i++) {
		struct strbuf sql = STRBUF_INIT;
		if (file_read(&sql, paths[i]) < 0) {
			perror(paths[i]);
			return 1;
		}
		roundtrip_check(sql.buf);
		strbuf_release(&sql);
		printf("%s: equal\n", paths[i]);
	}
	return 0;
}

int
main(int argc, char **argv)
{
	if (argc > 1)
		return check_files(argc - 1, argv + 1);
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(an_inspected_schema_can_be_recreated),
		cmocka_unit_test(keywords_can_be_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
