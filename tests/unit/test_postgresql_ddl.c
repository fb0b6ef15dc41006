/*
 * Every change: the changes named and no others; the statements run on a table with rows and give
 * just the schema after; the way back gives just the schema before.
 */
#include "postgresql_ddl.h"

struct ddl_case {
	const char *name;
	const char *before, *rows, *after; /* SQL */
	/* "table.old>new" of columns, "old>new" of tables, "table.column=value" for a backfill; blanks between */
	const char *renames;
	const char *changes;  /* change_print() of each, a line each */
	const char *upgrade;  /* what the upgrade must contain, or NULL */
	const char *kept;     /* a query whose result is the same before and after, or NULL */
};

static struct pg_fixture fixture;

static void
set_renames(struct arena *arena, struct schema *after, const char *renames)
{
	char *copy = arena_strdup(arena, renames != NULL ? renames : "");
	for (char *one = strtok(copy, " "); one != NULL; one = strtok(NULL, " ")) {
		char *to = strpbrk(one, ">=");
		char *dot = strchr(one, '.');
		bool fills = *to == '=';
		*to++ = '\0';
		if (dot == NULL) {
			struct qualified_name name = {.name = to};
			schema_find_table(after, &name)->renamed_from.name = one;
			continue;
		}
		*dot++ = '\0';
		struct qualified_name name = {.name = one};
		struct table *table = schema_find_table(after, &name);
		if (fills)
			table_find_column(table, dot)->backfill = dialect_text_all(to);
		else
			table_find_column(table, to)->renamed_from = dot;
	}
}

static void
run_case(struct arena *arena, const struct ddl_case *test)
{
	const struct compare_settings settings = {0};
	struct changes changes = {0}, back = {0};
	struct pg_fixture *f = &fixture;
	struct schema *after = pg_load(arena, f, test->after);
	struct schema *before = pg_load(arena, f, test->before);
	pg_sql(f, test->rows);
	const char *kept =
		test->kept != NULL ? arena_strdup(arena, pg_text(f, test->kept)) : "";
	set_renames(arena, after, test->renames);
	compare_schemas(arena, &changes, &postgresql_dialect, &settings, before, after);
	assert_string_equal(pg_changes_text(arena, &changes), test->changes);

	const char *up = pg_plan_text(arena, before, after, &changes, DDL_UP);
	if (test->upgrade != NULL && strstr(up, test->upgrade) == NULL)
		assert_string_equal(up, test->upgrade);
	struct schema *target = schema_to_go_back(arena, before, &changes);
	compare_schemas(arena, &back, &postgresql_dialect, &settings, after, target);
	const char *down = pg_plan_text(arena, after, target, &back, DDL_DOWN);

	pg_apply(f, up);
	const char *difference = pg_difference(arena, pg_inspect(arena, f), after);
	if (*difference != '\0')
		fail_msg("after\n%s\nstill: %s", up, difference);
	if (test->kept != NULL)
		assert_string_equal(pg_text(f, test->kept), kept);
	pg_apply(f, down);
	difference = pg_difference(arena, pg_inspect(arena, f), before);
	if (*difference != '\0')
		fail_msg("after\n%s\nstill: %s", down, difference);
	if (test->kept != NULL)
		assert_string_equal(pg_text(f, test->kept), kept);
}

#define USERS "CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, bio TEXT)"
#define USERS_ROWS "INSERT INTO users VALUES (1, 'ada', NULL), (7, 'bob', 'x')"
#define N63 "n23456789012345678901234567890123456789012345678901234567890123"
#define M63 "m23456789012345678901234567890123456789012345678901234567890123"
#define A63 "a23456789012345678901234567890123456789012345678901234567890123"
#define B63 "b23456789012345678901234567890123456789012345678901234567890123"
#define MOOD "CREATE TYPE mood AS ENUM ('sad', 'ok', 'happy');"
#define MOODS "CREATE TABLE t (a INT, m mood DEFAULT 'ok', CONSTRAINT c CHECK (m <> 'sad')); CREATE INDEX i ON t (a) WHERE m = 'ok'; CREATE VIEW v AS SELECT m FROM t"

static const struct ddl_case cases[] = {
	{"nothing", USERS, USERS_ROWS,
		"CREATE TABLE \"users\" (id int8, name text not null, bio text, primary key (id))",
		NULL, "", NULL, "SELECT * FROM users"},
	{"add table with keys", USERS, USERS_ROWS,
		USERS "; CREATE TABLE b (id SERIAL PRIMARY KEY, a BIGINT REFERENCES users ON DELETE CASCADE, x TEXT UNIQUE CHECK (x <> '')); CREATE INDEX b_a ON b (a DESC); COMMENT ON TABLE b IS 'it''s'; COMMENT ON COLUMN b.x IS 'x'",
		NULL, "add table b\n", "a bigint REFERENCES users (id) ON DELETE CASCADE", "SELECT * FROM users"},
	{"drop table", USERS "; CREATE TABLE b (x INT)", USERS_ROWS, USERS, NULL, "drop table b\n",
		"DROP TABLE b;", "SELECT * FROM users"},
	{"two tables that refer to each other",
		"CREATE TABLE z (x INT)", "",
		"CREATE TABLE z (x INT); CREATE TABLE a (id INT PRIMARY KEY, b INT); CREATE TABLE b (id INT PRIMARY KEY, a INT REFERENCES a); ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES b",
		NULL, "add table a\nadd table b\n", NULL, NULL},
	{"table dropped while a key to it goes too",
		USERS "; CREATE TABLE b (u BIGINT REFERENCES users, x INT)", USERS_ROWS "; INSERT INTO b VALUES (1, 2)",
		"CREATE TABLE b (x INT)", NULL,
		"drop column b.u\ndrop foreign key b_u_fkey of b\ndrop table users\n", NULL, "SELECT x FROM b"},
	{"add nullable column", USERS, USERS_ROWS,
		"CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, phone VARCHAR(20), bio TEXT)",
		NULL, "add column users.phone\n",
		"ALTER TABLE users ADD COLUMN phone character varying(20);", "SELECT id, name, bio FROM users"},
	{"add column with default", USERS, USERS_ROWS,
		"CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, bio TEXT, n INT NOT NULL DEFAULT -1, at TIMESTAMPTZ DEFAULT now())",
		NULL, "add column users.at\nadd column users.n\n", NULL, "SELECT id, name, bio FROM users"},
	{"add identity and serial columns", USERS, USERS_ROWS,
		"CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, bio TEXT, n INT GENERATED ALWAYS AS IDENTITY (START WITH 5), s SMALLSERIAL)",
		NULL, "add column users.n\nadd column users.s\n", NULL, "SELECT id, name, bio FROM users"},
	{"add generated column", USERS, USERS_ROWS,
		"CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, bio TEXT, up TEXT GENERATED ALWAYS AS (upper(name)) STORED)",
		NULL, "add column users.up\n", NULL, "SELECT id, name, bio FROM users"},
	{"drop columns", USERS, USERS_ROWS, "CREATE TABLE users (id BIGINT PRIMARY KEY)", NULL,
		"drop column users.bio\ndrop column users.name\n", NULL, "SELECT id FROM users"},
	{"drop indexed and unique column",
		"CREATE TABLE t (a INT, b TEXT UNIQUE, c INT CHECK (c > 0)); CREATE INDEX i ON t (b)", "INSERT INTO t VALUES (1, 'x', 1)",
		"CREATE TABLE t (a INT)", NULL,
		"drop column t.b\ndrop column t.c\ndrop check constraint t_c_check of t\ndrop unique constraint t_b_key of t\ndrop index i of t\n", NULL, "SELECT a FROM t"},
	{"rename column", "CREATE TABLE t (a INT PRIMARY KEY, b TEXT UNIQUE CHECK (b <> '')); CREATE VIEW v AS SELECT b FROM t", "INSERT INTO t VALUES (1, 'x')",
		"CREATE TABLE t (a INT PRIMARY KEY, b TEXT UNIQUE CHECK (b <> '')); CREATE VIEW v AS SELECT b FROM t", NULL, "", NULL, NULL},
	{"rename column and its key", "CREATE TABLE t (a INT PRIMARY KEY, b TEXT UNIQUE)", "INSERT INTO t VALUES (1, 'x')",
		"CREATE TABLE t (a INT PRIMARY KEY, c TEXT UNIQUE)", "t.b>c", "rename column t.b to c\n",
		"ALTER TABLE t RENAME CONSTRAINT t_b_key TO t_c_key;", "SELECT a FROM t"},
	{"rename column and change its type", USERS, USERS_ROWS,
		"CREATE TABLE users (id BIGINT PRIMARY KEY, nick VARCHAR(80) NOT NULL, bio TEXT)",
		"users.name>nick",
		"rename column users.name to nick\nalter type of users.nick: text to character varying(80)\n",
		NULL, "SELECT id, bio FROM users"},
	{"rename table", USERS, USERS_ROWS,
		"CREATE TABLE people (id BIGINT PRIMARY KEY, name TEXT NOT NULL, bio TEXT)",
		"users>people", "rename table users to people\n",
		"RENAME CONSTRAINT users_pkey TO people_pkey;", NULL},
	{"table moved to another schema", USERS, USERS_ROWS,
		"CREATE SCHEMA s; CREATE TABLE s.users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, bio TEXT)",
		NULL, "add table s.users\ndrop table users\nadd schema s\n", NULL, NULL},
	{"to not null", USERS, "INSERT INTO users VALUES (1, 'ada', 'x'), (5, 'bob', 'y')",
		"CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, bio TEXT NOT NULL)",
		NULL, "alter nullability of users.bio: NOT NULL\n",
		"-- schemac: expect-no-rows SELECT id FROM users WHERE bio IS NULL", "SELECT * FROM users"},
	{"to nullable", USERS, USERS_ROWS,
		"CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT, bio TEXT)", NULL,
		"alter nullability of users.name: NULL\n", NULL, "SELECT * FROM users"},
	{"defaults", "CREATE TABLE t (a INT DEFAULT 5, b TEXT, c TEXT DEFAULT 'x', d JSON DEFAULT '{}')", "INSERT INTO t DEFAULT VALUES",
		"CREATE TABLE t (a INT DEFAULT 6, b TEXT DEFAULT 'y', c TEXT, d JSON DEFAULT '{}')", NULL,
		"alter default of t.a\nalter default of t.b\nalter default of t.c\n", NULL, "SELECT * FROM t"},
	{"types with an implicit cast",
		"CREATE TABLE t (a VARCHAR(50), b VARCHAR, c INT, d NUMERIC(8,2), e JSON, f INT[], g NUMERIC(8))", "INSERT INTO t VALUES ('x', 'y', 1, 1.5, '{}', '{1}', 3)",
		"CREATE TABLE t (a TEXT, b VARCHAR(80), c BIGINT, d NUMERIC(10,2), e JSONB, f BIGINT[], g NUMERIC(8,2))", NULL,
		"alter type of t.a: character varying(50) to text\nalter type of t.b: character varying to character varying(80)\nalter type of t.c: integer to bigint\nalter type of t.d: numeric(8,2) to numeric(10,2)\nalter type of t.e: json to jsonb\nalter type of t.f: integer[] to bigint[]\nalter type of t.g: numeric(8,0) to numeric(8,2)\n", NULL, "SELECT a, b, c, d FROM t"},
	{"text to integer", "CREATE TABLE t (a VARCHAR(9) DEFAULT '1')", "INSERT INTO t VALUES ('42')", "CREATE TABLE t (a INT DEFAULT 1)", NULL,
		"alter type of t.a: character varying(9) to integer\n", "TYPE integer USING a::integer;", "SELECT a FROM t"},
	{"key and its references retyped",
		"CREATE TABLE p (id INT PRIMARY KEY); CREATE TABLE c (p INT REFERENCES p)", "INSERT INTO p VALUES (1); INSERT INTO c VALUES (1)",
		"CREATE TABLE p (id TEXT PRIMARY KEY); CREATE TABLE c (p TEXT REFERENCES p)", NULL,
		"alter type of c.p: integer to text\nalter type of p.id: integer to text\n", NULL, "SELECT * FROM c"},
	{"column under views retyped",
		"CREATE TABLE t (a INT, b INT); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v; CREATE MATERIALIZED VIEW m AS SELECT b FROM t", "INSERT INTO t VALUES (1, 2)",
		"CREATE TABLE t (a BIGINT, b INT); CREATE VIEW v AS SELECT a FROM t; CREATE VIEW w AS SELECT a FROM v; CREATE MATERIALIZED VIEW m AS SELECT b FROM t", NULL,
		"alter type of t.a: integer to bigint\n", "DROP VIEW w;", "SELECT * FROM t"},
	{"constraints added", "CREATE TABLE p (a INT); CREATE TABLE t (a INT, b INT)", "INSERT INTO p VALUES (1); INSERT INTO t VALUES (1, 2)",
		"CREATE TABLE p (a INT PRIMARY KEY); CREATE TABLE t (a INT REFERENCES p MATCH FULL ON UPDATE SET NULL DEFERRABLE INITIALLY DEFERRED, b INT, CONSTRAINT u UNIQUE NULLS NOT DISTINCT (b, a), CONSTRAINT c CHECK (a < b))", NULL,
		"alter nullability of p.a: NOT NULL\nadd primary key p_pkey of p\nadd check constraint c of t\nadd foreign key t_a_fkey of t\nadd unique constraint u of t\n", NULL, "SELECT * FROM t"},
	{"constraints changed",
		USERS "; CREATE TABLE t (a INT, b BIGINT, CONSTRAINT f FOREIGN KEY (b) REFERENCES users, CONSTRAINT u UNIQUE (a, b), CONSTRAINT c CHECK (a > 0))", USERS_ROWS "; INSERT INTO t VALUES (5, 1)",
		USERS "; CREATE TABLE t (a INT, b BIGINT, CONSTRAINT f FOREIGN KEY (b) REFERENCES users ON DELETE CASCADE, CONSTRAINT u UNIQUE (b, a), CONSTRAINT c CHECK (a > 1))", NULL,
		"add check constraint c of t\nadd foreign key f of t\nadd unique constraint u of t\ndrop check constraint c of t\ndrop foreign key f of t\ndrop unique constraint u of t\n", NULL, "SELECT * FROM t"},
	{"constraint renamed", "CREATE TABLE t (a INT, CONSTRAINT one UNIQUE (a))", "", "CREATE TABLE t (a INT, CONSTRAINT two UNIQUE (a))", NULL,
		"rename unique constraint one of t to two\n", "ALTER TABLE t RENAME CONSTRAINT one TO two;", NULL},
	{"primary key changed under a reference",
		"CREATE TABLE p (a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (a)); CREATE TABLE c (a INT, b INT)", "INSERT INTO p VALUES (1, 2)",
		"CREATE TABLE p (a INT NOT NULL, b INT NOT NULL, PRIMARY KEY (a, b)); CREATE TABLE c (a INT, b INT, FOREIGN KEY (a, b) REFERENCES p)", NULL,
		"add foreign key c_a_b_fkey of c\nadd primary key p_pkey of p\ndrop primary key p_pkey of p\n", NULL, "SELECT * FROM p"},
	{"not valid, then validated", USERS "; CREATE TABLE t (a BIGINT); ALTER TABLE t ADD CONSTRAINT f FOREIGN KEY (a) REFERENCES users NOT VALID", USERS_ROWS,
		USERS "; CREATE TABLE t (a BIGINT, CONSTRAINT f FOREIGN KEY (a) REFERENCES users)", NULL,
		"add foreign key f of t\ndrop foreign key f of t\n", "VALIDATE CONSTRAINT f;", NULL},
	{"exclusion constraint", "CREATE TABLE t (r INT4RANGE)", "INSERT INTO t VALUES ('[1,2)')", "CREATE TABLE t (r INT4RANGE, CONSTRAINT x EXCLUDE USING gist (r WITH &&))", NULL,
		"add exclusion constraint x of t\n", "EXCLUDE USING gist (r WITH &&)", "SELECT r FROM t"},
	{"indexes",
		"CREATE TABLE t (a INT, b TEXT, c JSONB); CREATE INDEX one ON t (a); CREATE INDEX two ON t (a)", "INSERT INTO t VALUES (1, 'x', '{}')",
		"CREATE TABLE t (a INT, b TEXT, c JSONB); CREATE UNIQUE INDEX two ON t (a DESC NULLS LAST) INCLUDE (b) WITH (fillfactor=70); CREATE INDEX three ON t (lower(b) text_pattern_ops) WHERE a > 0; CREATE INDEX four ON t USING gin (c jsonb_path_ops); CREATE INDEX five ON t (b COLLATE \"C\", (a + 1)); COMMENT ON INDEX five IS 'five'", NULL,
		"add index five of t\nadd index four of t\nadd index three of t\nadd index two of t\ndrop index one of t\ndrop index two of t\n", NULL, "SELECT * FROM t"},
	{"index renamed", "CREATE TABLE t (a INT); CREATE INDEX one ON t (a)", "", "CREATE TABLE t (a INT); CREATE INDEX two ON t (a)", NULL,
		"rename index one of t to two\n", "ALTER INDEX one RENAME TO two;", NULL},
	{"comments", "CREATE TABLE t (a INT CONSTRAINT c CHECK (a > 0)); COMMENT ON TABLE t IS 'one'", "",
		"CREATE TABLE t (a INT CONSTRAINT c CHECK (a > 0)); COMMENT ON COLUMN t.a IS 'two'; COMMENT ON CONSTRAINT c ON t IS 'three'", NULL,
		"alter comment of table t\nalter comment of column t.a\nalter comment of check constraint c of t\n", NULL, NULL},
	{"identity", "CREATE TABLE t (a INT PRIMARY KEY, b INT GENERATED ALWAYS AS IDENTITY, c INT NOT NULL GENERATED BY DEFAULT AS IDENTITY)", "INSERT INTO t VALUES (7)",
		"CREATE TABLE t (a INT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, b INT GENERATED BY DEFAULT AS IDENTITY, c INT NOT NULL)", NULL,
		"alter identity of t.a\nalter identity of t.b\nalter identity of t.c\n", NULL, "SELECT * FROM t"},
	{"names of 63 bytes, as long as can be",
		"CREATE TYPE " M63 " AS ENUM ('a', 'b'); CREATE TABLE " N63 " (" A63 " INT NOT NULL, " B63 " INT GENERATED BY DEFAULT AS IDENTITY, m " M63 " DEFAULT 'a', UNIQUE (" A63 "), UNIQUE (" B63 "))",
		"INSERT INTO " N63 " VALUES (7, 1)",
		"CREATE TYPE " M63 " AS ENUM ('a', 'c'); CREATE TABLE " N63 " (" A63 " SERIAL, " B63 " SERIAL, m " M63 " DEFAULT 'a', UNIQUE (" A63 "), UNIQUE (" B63 "))", NULL,
		"alter type of " N63 "." A63 ": integer to integer\nalter type of " N63 "." B63 ": integer to integer\nalter identity of " N63 "." B63 "\nalter enum " M63 "\n", NULL,
		"SELECT " A63 " FROM " N63},
	{"a table whose rows wait for the end of the transaction",
		"CREATE TABLE t (id INT PRIMARY KEY, a INT, up INT REFERENCES t DEFERRABLE INITIALLY DEFERRED, UNIQUE (id, a) DEFERRABLE INITIALLY DEFERRED)",
		"INSERT INTO t VALUES (1, 2, 1), (2, NULL, 1)",
		"CREATE TABLE t (id INT PRIMARY KEY, a TEXT NOT NULL, up INT REFERENCES t DEFERRABLE INITIALLY DEFERRED, UNIQUE (id, a) DEFERRABLE INITIALLY DEFERRED, b INT NOT NULL)",
		"t.a=7 t.b=7",
		"add column t.b\nalter type of t.a: integer to text\nalter nullability of t.a: NOT NULL\n",
		"SET CONSTRAINTS t_id_a_key, t_up_fkey IMMEDIATE;\nSET CONSTRAINTS t_id_a_key, t_up_fkey DEFERRED;", "SELECT id, up FROM t ORDER BY id"},
	{"unique columns, which the way back fills",
		"CREATE TABLE t (a INT, b INT NOT NULL UNIQUE, c TEXT NOT NULL DEFAULT 'x' UNIQUE, d INT DEFAULT 7 UNIQUE, e UUID NOT NULL UNIQUE, f BYTEA NOT NULL UNIQUE, g JSONB NOT NULL UNIQUE, h DATE[] NOT NULL UNIQUE, i TIMESTAMP NOT NULL UNIQUE, j INET NOT NULL UNIQUE, k TIME NOT NULL UNIQUE)",
		"INSERT INTO t SELECT n, n, n, n, ('00000000-0000-0000-0000-00000000000' || n)::uuid, n::text::bytea, to_jsonb(n), ARRAY[now()::date + n], now() + n * interval '1 h', inet '::' + n, time '00:00' + n * interval '1 s' FROM generate_series(1, 3) n",
		"CREATE TABLE t (a INT)", NULL,
		"drop column t.b\ndrop column t.c\ndrop column t.d\ndrop column t.e\ndrop column t.f\ndrop column t.g\ndrop column t.h\ndrop column t.i\ndrop column t.j\ndrop column t.k\n"
		"drop unique constraint t_b_key of t\ndrop unique constraint t_c_key of t\ndrop unique constraint t_d_key of t\ndrop unique constraint t_e_key of t\ndrop unique constraint t_f_key of t\ndrop unique constraint t_g_key of t\ndrop unique constraint t_h_key of t\ndrop unique constraint t_i_key of t\ndrop unique constraint t_j_key of t\ndrop unique constraint t_k_key of t\n",
		NULL, "SELECT a FROM t ORDER BY a"},
	{"identity and serial",
		"CREATE TABLE t (a INT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY); CREATE TABLE u (a SERIAL)",
		"INSERT INTO t VALUES (7); INSERT INTO u VALUES (7)",
		"CREATE TABLE t (a SERIAL PRIMARY KEY); CREATE TABLE u (a INT GENERATED ALWAYS AS IDENTITY)",
		NULL,
		"alter type of t.a: integer to integer\nalter identity of t.a\nalter type of u.a: integer to integer\nalter identity of u.a\n",
		NULL, "SELECT * FROM t, u"},
	{"serial", "CREATE TABLE t (a INT NOT NULL, b SERIAL)", "INSERT INTO t VALUES (7)",
		"CREATE TABLE t (a SERIAL, b INT NOT NULL)", NULL,
		"alter type of t.a: integer to integer\nalter type of t.b: integer to integer\n", NULL, "SELECT * FROM t"},
	{"generated", "CREATE TABLE t (a TEXT, b TEXT GENERATED ALWAYS AS (upper(a)) STORED UNIQUE, c TEXT)", "INSERT INTO t VALUES ('x')",
		"CREATE TABLE t (a TEXT, b TEXT GENERATED ALWAYS AS (lower(a)) STORED UNIQUE, c TEXT GENERATED ALWAYS AS (a) STORED)", NULL,
		"alter generated column t.b\nalter generated column t.c\n", NULL, "SELECT a FROM t"},
	{"collation and unlogged", "CREATE TABLE t (a TEXT)", "INSERT INTO t VALUES ('x')", "CREATE UNLOGGED TABLE t (a TEXT COLLATE \"C\")", NULL,
		"alter options of table t\nalter collation of t.a\n", NULL, "SELECT * FROM t"},
	{"enum added, column to it", "CREATE TABLE t (a VARCHAR(9) DEFAULT 'ok')", "INSERT INTO t VALUES ('sad')", MOOD "CREATE TABLE t (a mood DEFAULT 'ok')", NULL,
		"alter type of t.a: character varying(9) to mood\nadd enum mood\n", "USING a::mood", "SELECT a FROM t"},
	{"enum values added", "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE t (m mood)", "INSERT INTO t VALUES ('ok')", MOOD "CREATE TABLE t (m mood)", NULL, "alter enum mood\n",
		"ALTER TYPE mood ADD VALUE 'sad' BEFORE 'ok';\nALTER TYPE mood ADD VALUE 'happy';", "SELECT * FROM t"},
	{"enum value removed and moved", MOOD MOODS, "INSERT INTO t VALUES (1, 'happy')",
		"CREATE TYPE mood AS ENUM ('happy', 'ok', 'sad', 'new');" MOODS, NULL, "alter enum mood\n", "ALTER TYPE mood RENAME TO mood__old;", "SELECT * FROM t"},
	{"enum value added and used", "CREATE TYPE mood AS ENUM ('ok'); CREATE TABLE t (m mood DEFAULT 'ok')", "INSERT INTO t VALUES ('ok')",
		"CREATE TYPE mood AS ENUM ('ok', 'new'); CREATE TABLE t (m mood DEFAULT 'new')", NULL, "alter default of t.m\nalter enum mood\n", NULL, "SELECT * FROM t"},
	{"objects added", USERS, USERS_ROWS,
		"CREATE SEQUENCE q START 5; CREATE DOMAIN d AS INT CONSTRAINT p CHECK (VALUE > 0); CREATE TABLE users (id BIGINT PRIMARY KEY, name TEXT NOT NULL, bio TEXT, n d DEFAULT nextval('q')); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE VIEW v AS SELECT name FROM users; CREATE TRIGGER g BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION f(); CREATE RULE r AS ON DELETE TO users DO ALSO NOTIFY x", NULL,
		"add column users.n\nadd domain d\nadd function f()\nadd rule r\nadd sequence q\nadd trigger g\nadd view v\n", NULL, "SELECT id, name, bio FROM users"},
	{"objects changed",
		"CREATE SEQUENCE q; CREATE TABLE t (a INT, b INT); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$; CREATE FUNCTION g() RETURNS INT LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT a, g() AS g FROM t; CREATE TRIGGER h BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", "INSERT INTO t VALUES (1, 2)",
		"CREATE SEQUENCE q INCREMENT 2; CREATE TABLE t (a INT, b INT); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.a := 1; RETURN NEW; END $$; CREATE FUNCTION g() RETURNS BIGINT LANGUAGE sql AS 'SELECT 1'; CREATE VIEW v AS SELECT b, g() AS g FROM t; CREATE TRIGGER h AFTER INSERT ON t FOR EACH ROW EXECUTE FUNCTION f()", NULL,
		"replace function f()\nreplace function g()\nreplace sequence q\nreplace trigger h\nreplace view v\n", "CREATE OR REPLACE FUNCTION", "SELECT * FROM t"},
	{"names that need quotes",
		"CREATE TABLE \"Order Details\" (\"a b\" INT, \"select\" TEXT)", "INSERT INTO \"Order Details\" VALUES (1, 'x')",
		"CREATE TABLE \"Order Details\" (\"a b\" INT NOT NULL, \"select\" TEXT, \"it's\" TEXT UNIQUE, \"a\"\"b\" INT)", NULL,
		"add column Order Details.a\"b\nadd column Order Details.it's\nalter nullability of Order Details.a b: NOT NULL\nadd unique constraint Order Details_it's_key of Order Details\n", NULL, "SELECT \"a b\", \"select\" FROM \"Order Details\""},
};

static void
run_one(void **state)
{
	const struct ddl_case *test = *state;
	struct arena arena = {0};
	run_case(&arena, test);
	arena_release(&arena);
}

static int
set_up(void **state)
{
	(void)state;
	pg_init(&fixture);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	pg_release(&fixture);
	return 0;
}

int
main(void)
{
	struct CMUnitTest tests[sizeof(cases) / sizeof(*cases)];
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		tests[i] = (struct CMUnitTest){.name = cases[i].name,
			.test_func = run_one,
			.initial_state = (void *)&cases[i]};
	return cmocka_run_group_tests(tests, set_up, tear_down);
}
