/*
 * The start-up check on PostgreSQL. Any spelling of a column's type is accepted; a different type
 * is drift.
 */
#include "postgresql_fixture.h"

#include "postgresql/sql/postgresql_types.h"

static const char *const spellings[] = {"VARCHAR(20)", "character varying(20)", "varchar", "CHAR",
	"char(3)", "character", "bpchar", "bpchar(4)", "\"char\"", "NATIONAL CHARACTER VARYING (7)",
	"nchar(2)", "text", "INT", "int4", "pg_catalog.int4", "INT8", "int2", "decimal", "dec(8)",
	"numeric(10,0)", "NUMERIC ( 10 , 2 )", "numeric(10)", "float", "float(24)", "float(25)",
	"float4", "real", "double precision", "bool", "bytea", "timestamptz", "TIMESTAMPTZ(3)",
	"timestamp", "timestamp(0) without time zone", "TIMESTAMP WITH TIME ZONE", "time(2)",
	"timetz", "date", "interval", "interval(3)", "INTERVAL DAY TO SECOND (3)", "bit", "bit(3)",
	"varbit", "bit varying(5)", "jsonb", "json", "uuid", "xml", "inet", "int[]", "int[3][3]",
	"integer ARRAY[4]", "timestamptz(3)[]", "numeric(10)[]", "varchar(5)[]", "int4range",
	"tsvector", "mood", "public.mood", "mood[]", "\"Mood\"", "public.\"Mood\"", "\"Mood\"[]",
	"s.mood", "s.\"odd \"\"name.x\"", "\"order\"", "price", "s.price", "oid", "regclass",
	"SERIAL", "bigserial", "serial2"};

enum { SPELLINGS = sizeof(spellings) / sizeof(*spellings) };

static const char setup[] =
	"CREATE SCHEMA s; CREATE TYPE mood AS ENUM ('a'); CREATE TYPE \"Mood\" AS ENUM ('a');"
	"CREATE TYPE \"order\" AS ENUM ('a'); CREATE TYPE s.mood AS ENUM ('b');"
	"CREATE TYPE s.\"odd \"\"name.x\" AS ENUM ('b'); CREATE DOMAIN price AS numeric(10, 2);"
	"CREATE DOMAIN s.price AS int;";

static void
note(void *data, const struct schemac_drift *drift)
{
	struct strbuf *out = data;
	strbuf_addf(out, "%s %s|%s\n", drift->column ? drift->column : drift->table,
		drift->expected ? drift->expected : "-", drift->actual ? drift->actual : "-");
}

/* The drift of a table t with these columns; empty if there is none. */
static const char *
drift_of(struct pg_fixture *f, const struct schemac_column_shape *columns, size_t count)
{
	const struct schemac_table_shape table = {NULL, "t", columns, count};
	struct strbuf found = STRBUF_INIT;
	size_t differences;
	f->bundle.tables[SCHEMAC_DIALECT_POSTGRESQL] = &table;
	f->bundle.table_count[SCHEMAC_DIALECT_POSTGRESQL] = 1;
	pg_assert_ok(f, schemac_check_drift(&differences, schemac_postgresql(f->handle), &f->bundle,
				note, &found, NULL, &f->error));
	const char *text = arena_strdup(&f->arena, found.buf);
	strbuf_release(&found);
	return text;
}

static void
every_spelling_equals_the_type(void **state)
{
	(void)state;
	struct pg_fixture f;
	struct schemac_column_shape columns[SPELLINGS] = {0};
	struct strbuf sql = STRBUF_INIT;
	pg_init(&f);
	strbuf_addf(&sql, "%sCREATE TABLE t (", setup);
	for (size_t i = 0; i < SPELLINGS; i++) {
		const char *name = arena_printf(&f.arena, "c%zu", i);
		strbuf_addf(&sql, "%s%s %s NOT NULL", i > 0 ? ", " : "", name, spellings[i]);
		columns[i].name = name;
		columns[i].type = postgresql_type_name(&f.arena, spellings[i]);
		columns[i].not_null = true;
	}
	strbuf_addstr(&sql, ")");
	pg_sql(&f, sql.buf);
	strbuf_release(&sql);
	assert_string_equal(drift_of(&f, columns, SPELLINGS), "");
	/* the server omits a type's schema if search_path contains it */
	pg_sql(&f, "CREATE TABLE s.t (a s.\"odd \"\"name.x\", b s.mood); SET search_path = s, public");
	const struct schemac_column_shape in_s[] = {
		{"a", "s.\"odd \"\"name.x\"", false, 0}, {"b", "mood", false, 0}};
	assert_string_equal(drift_of(&f, in_s, 2), "");
	pg_release(&f);
}

static void
different_types_differ(void **state)
{
	(void)state;
	static const char *const pairs[][2] = {{"varchar(20)", "varchar(21)"}, {"varchar", "text"},
		{"numeric(10)", "numeric"}, {"numeric(10,2)", "numeric(10,1)"}, {"char", "\"char\""},
		{"char", "bpchar"}, {"timestamp", "timestamptz"}, {"timestamptz(3)", "timestamptz"},
		{"int", "int[]"}, {"int", "bigint"}, {"mood", "\"Mood\""}, {"s.mood", "public.mood"},
		{"price", "numeric(10,2)"}, {"float(24)", "float(25)"}, {"bit(2)", "bit"}};
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, setup);
	/* the server prints the schema of each type because search_path does not contain it */
	pg_sql(&f, "CREATE SCHEMA own; CREATE TABLE own.t (c int); SET search_path = own");
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		const struct schemac_column_shape column = {
			"c", postgresql_type_name(&f.arena, pairs[i][0]), false, 0};
		pg_sql(&f, arena_printf(&f.arena,
				   "SET search_path = own, public; DROP TABLE t; CREATE TABLE t (c %s);"
				   "SET search_path = own", pairs[i][1]));
		if (*drift_of(&f, &column, 1) == '\0')
			fail_msg("%s equals %s", pairs[i][0], pairs[i][1]);
	}
	pg_release(&f);
}

/* Identity, serial and generated columns are stored with plain types. */
static void
keys_and_generated_columns(void **state)
{
	(void)state;
	static const struct schemac_column_shape columns[] = {{"a", "bigint", true, 2},
		{"b", "integer", true, 1}, {"c", "text", false, 0}, {"d", "smallint", true, 0}};
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "CREATE TABLE t (a bigint GENERATED ALWAYS AS IDENTITY, b SERIAL,"
		   " c text GENERATED ALWAYS AS ('x' || 'y') STORED, d smallserial,"
		   " PRIMARY KEY (b, a))");
	assert_string_equal(drift_of(&f, columns, 4), "");
	pg_sql(&f, "ALTER TABLE t DROP CONSTRAINT t_pkey, ALTER a DROP IDENTITY, ALTER a DROP NOT NULL");
	assert_string_equal(drift_of(&f, columns, 4),
		"a primary key 2|no primary key\nb primary key 1|no primary key\n");
	pg_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_spelling_equals_the_type),
		cmocka_unit_test(different_types_differ),
		cmocka_unit_test(keys_and_generated_columns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
