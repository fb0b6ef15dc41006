/* The signatures of functions, and the names that the server chooses. */
#include "postgresql_fixture.h"

#include "postgresql/sql/names.h"
#include "postgresql/sql/signature.h"

/* A function as written in SQL, and its signature. */
static const char *const signatures[][2] = {
	{"f()", "f()"},
	{"f(int)", "f(integer)"},
	{"f(n int)", "f(integer)"},
	{"f(IN n int, VARIADIC rest text[])", "f(integer, text[])"},
	{"f(INOUT m varchar(20) , n int = 7 + (1), OUT o int)", "f(character varying, integer)"},
	{"f(numeric(8, 2), decimal)", "f(numeric, numeric)"},
	{"f(double precision, x double precision)", "f(double precision, double precision)"},
	{"f(\"time\" int, t time with time zone, timestamptz(3))",
		"f(integer, time with time zone, timestamp with time zone)"},
	{"f(character varying (3)[], a character, b char varying)",
		"f(character varying[], character, character varying)"},
	{"f(interval day to second, i interval)", "f(interval, interval)"},
	{"f(int[], a int ARRAY[3], b int[][])", "f(integer[], integer[], integer[])"},
	{"f(\"Odd\", s.mood, m s.\"Odd\")", "f(\"Odd\", s.mood, s.\"Odd\")"},
	{"f(d date DEFAULT 'x,)')", "f(date)"},
	{"f(int, 'no end", "f(int, 'no end"},
	{"bare", "bare"},
};

static void
signatures_equal_the_servers(void **state)
{
	(void)state;
	struct pg_fixture f;
	pg_init(&f);
	pg_sql(&f, "CREATE SCHEMA s; CREATE TYPE \"Odd\" AS ENUM (); CREATE TYPE s.mood AS ENUM ();"
		   " CREATE TYPE s.\"Odd\" AS ENUM ()");
	for (size_t i = 0; i < sizeof(signatures) / sizeof(*signatures); i++) {
		const char *written = signatures[i][0], *expected = signatures[i][1];
		assert_string_equal(postgresql_signature(&f.arena, written), expected);
		assert_string_equal(postgresql_signature(&f.arena, expected), expected);
		if (strchr(expected, ')') == NULL || strstr(written, "'x,)'") != NULL)
			continue;
		/* compare with the server's result */
		bool out = strstr(written, "OUT") != NULL;
		pg_sql(&f, arena_printf(&f.arena, "CREATE FUNCTION %s %s LANGUAGE plpgsql AS 'BEGIN END'",
				   written, out ? "" : "RETURNS void"));
		assert_string_equal(
			pg_text(&f, "SELECT proname || '(' || oidvectortypes(proargtypes) || ')'"
				    " FROM pg_proc WHERE pronamespace = 'public'::regnamespace"),
			expected);
		pg_sql(&f, arena_printf(&f.arena, "DROP ROUTINE %s", expected));
	}
	pg_release(&f);
}

static void
chosen_names_equal_the_servers(void **state)
{
	(void)state;
	static const char *const names[][2] = {{"t", "a"}, {"a table", "A \"column\""},
		{"n23456789012345678901234567890123456789012345678901234567890123", "a"},
		{"t", "c23456789012345678901234567890123456789012345678901234567890123"},
		{"n2345678901234567890123456789012345678901234567890123", "c234567890123456789012345678901"},
		{"äöüäöüäöüäöüäöüäöüäöüäöüäöüäöüx", "ßßßßßßßßßßßßßßßßßßßßßßßßßßßßßßß"}};
	struct pg_fixture f;
	pg_init(&f);
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		pg_sql(&f, arena_printf(&f.arena,
				   "DO $$ BEGIN EXECUTE format('CREATE TABLE %%I (%%I serial)', $x$%s$x$,"
				   " $x$%s$x$); END $$", names[i][0], names[i][1]));
		assert_string_equal(pg_text(&f, "SELECT relname FROM pg_class WHERE relkind = 'S'"),
			postgresql_make_object_name(&f.arena, names[i][0], names[i][1], "seq"));
		pg_sql(&f, "DROP SCHEMA public CASCADE; CREATE SCHEMA public");
	}
	pg_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(signatures_equal_the_servers),
		cmocka_unit_test(chosen_names_equal_the_servers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
